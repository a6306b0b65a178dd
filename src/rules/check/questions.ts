import type { Finding } from '../finding.ts';
import type { Pack } from '../pack/pack.ts';

/** Questions, duties and versions that two packs of one office claim for the same day: on any day one answer must stand. */
export function checkQuestions(packs: readonly Pack[]): readonly Finding[] {
  return packs.flatMap((pack, index) =>
    packs
      .slice(0, index)
      .filter((other) => bothInForce(pack, other))
      .flatMap((other): readonly Finding[] => [
        ...(pack.regulation === other.regulation ? [twoVersions(pack, other)] : []),
        ...twice({ pack, other }, '问题', ({ questions }) => questions.keys()),
        ...twice({ pack, other }, '义务', ({ duties }) => duties.keys()),
        ...twice({ pack, other }, '设定', ({ settings }) => [...settings.values()].map(({ term }) => term.name)),
      ]),
  );
}

function bothInForce(one: Pack, other: Pack): boolean {
  const from = one.inForceFrom > other.inForceFrom ? one.inForceFrom : other.inForceFrom;
  return [one, other].every(({ inForceUntil }) => inForceUntil === undefined || from < inForceUntil);
}

function twoVersions(pack: Pack, other: Pack): Finding {
  const sentence = `《${pack.regulation}》的版本${other.version}和${pack.version}有同时施行的日子；请给先施行的一版写明“废止”。`;
  return { check: 'reference', severity: 'error', sentence, place: pack.source.place(['施行']) };
}

interface Both {
  readonly pack: Pack;
  readonly other: Pack;
}

function twice({ pack, other }: Both, sort: '问题' | '义务' | '设定', namesIn: (pack: Pack) => Iterable<string>): readonly Finding[] {
  if (pack.regulation === other.regulation) return [];
  const theirs = new Set(namesIn(other));
  return [...namesIn(pack)]
    .filter((name) => theirs.has(name))
    .map((name) => ({
      check: 'reference',
      severity: 'error',
      sentence: `${sort}“${name}”在《${other.regulation}》${other.version}和《${pack.regulation}》${pack.version}中都有，同一天只能由一个制度规定。`,
      place: pack.source.keyPlace(sort === '问题' ? ['问题', name] : ['条款']),
    }));
}
