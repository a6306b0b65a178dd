import { holds, type Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import { no, type Verb, type Verdict as Answer } from '../act/verb.ts';
import type { ReadTx } from '../db/transaction.ts';
import { readSheet, type ReadKept } from '../files/read-sheet.ts';
import { takeNumber } from '../registers/series.ts';
import type { RulesInForce } from '../regulations/rules-in-force.ts';
import type { World } from '../world.ts';
import type { AcceptImport, DiscardImport, StageImport } from './contract.ts';
import { batchToEnd, endBatch, markTaken, stage, takenBefore, type SeenBatch } from './import-store.ts';
import { judgeLines, type JudgedFile, type JudgedLine } from './judge-lines.ts';
import type { AnyRegisterImport } from './register-import.ts';

/** What importing needs of the world. */
export type ImportWorld = Pick<World, 'rules' | 'modules'> & { readonly readKept: ReadKept };

/** @throws Failure('not-found') if nothing is imported into a register of that name. */
export function importOf(world: Pick<World, 'modules'>, register: string): AnyRegisterImport {
  const found = world.modules.flatMap((module) => module.imports ?? []).find((one) => one.register === register);
  if (found === undefined) throw new Failure('not-found', '这个台账没有导入旧台账的办法。');
  return found;
}

async function judgedFile(world: ImportWorld, tx: ReadTx, { kind, file }: { readonly kind: AnyRegisterImport; readonly file: string }): Promise<JudgedFile> {
  const sheet = await readSheet(
    await world.readKept(tx.officeId, file),
    kind.columns.filter((one) => one.required).map((one) => one.title),
  );
  return judgeLines(tx, {
    kind,
    sheet: sheet.map(({ line, cells }) => ({ line, cells: { ...Object.fromEntries(kind.columns.map((one) => [one.title, ''])), ...cells } })),
    rules: world.rules,
  });
}

function against(
  kind: AnyRegisterImport,
  actor: Actor,
  rules: RulesInForce,
  on: Parameters<RulesInForce['knows']>[0]['on'],
): { readonly no: ReturnType<typeof no>['no'] } | undefined {
  if (!rules.knows({ officeId: actor.officeId, question: kind.question, on })) return no('no-such-clause', `本单位现行制度没有${kind.title}的规定。`);
  return kind.who.some((post) => holds(actor, post)) ? undefined : no('not-keeper', `${kind.title}由${kind.who.join('、')}导入。`);
}

interface Staging {
  readonly kind: AnyRegisterImport;
  readonly judged: JudgedFile;
  readonly before: string | undefined;
}

/** 导入旧台账: reads a file into a staging place, every line with its verdict. Nothing of it stands in the register yet. */
export function stageImportVerb(world: ImportWorld): Verb<StageImport, Staging, Staging & StageImport, { readonly batchId: number; readonly number: string }> {
  return {
    name: 'stage-import',
    title: '导入旧台账',
    who: '台账管理人员',
    read: async (tx, { register, file }) => {
      const kind = importOf(world, register);
      const [judged, before] = await Promise.all([judgedFile(world, tx, { kind, file }), takenBefore(tx, { register, file })]);
      return { kind, judged, before };
    },
    decide: (seen, input, { actor, today }) => {
      const refused = against(seen.kind, actor, world.rules, today);
      if (refused !== undefined) return refused;
      if (seen.before !== undefined) return no('imported-already', `这个文件已经由${seen.before}导入过。`, ['只导入新的行，另存为新文件']);
      return seen.judged.lines.length === 0 ? no('nothing-to-import', '表头之下没有内容。') : { yes: { ...seen, ...input } };
    },
    write: async (tx, { register, file, judged }, { actor, now, today }) => {
      const number = await takeNumber(tx, { series: '导入', year: Number(today.slice(0, 4)), subject: { kind: 'import', id: `${register}/${file}` }, now });
      const batchId = await stage(tx, { number, register, file, personId: actor.personId, now }, judged.lines);
      return {
        result: { batchId, number },
        entry: { subject: { kind: 'import', id: batchId }, detail: { number, register, file, lines: judged.lines.length } },
      };
    },
  };
}

interface Ending {
  readonly batch: SeenBatch;
  readonly kind: AnyRegisterImport;
  readonly judged: JudgedFile | undefined;
}

async function seeBatch(world: ImportWorld, tx: ReadTx, batchId: number): Promise<Omit<Ending, 'judged'>> {
  const batch = await batchToEnd(tx, batchId);
  if (batch === undefined) throw new Failure('not-found', '没有这次导入。');
  return { batch, kind: importOf(world, batch.register) };
}

interface Accepting extends Ending {
  readonly taken: readonly JudgedLine[];
  readonly reason: string;
}

/** 确认导入: the good lines, and the doubtful ones that were named with a reason, come into the register, judged once more; bad ones never do. */
export function acceptImportVerb(world: ImportWorld): Verb<AcceptImport, Ending, Accepting, { readonly taken: number; readonly left: number }> {
  return {
    name: 'accept-import',
    title: '确认导入',
    who: '台账管理人员',
    read: async (tx, { batchId }) => {
      const { batch, kind } = await seeBatch(world, tx, batchId);
      return { batch, kind, judged: batch.state === 'staged' ? await judgedFile(world, tx, { kind, file: batch.file }) : undefined };
    },
    decide: (seen, input, { actor, today }) => against(seen.kind, actor, world.rules, today) ?? acceptable(seen, input),
    write: async (tx, { batch, kind, judged, taken, reason }, moment) => {
      const lines = new Set(taken.map((one) => one.line));
      await kind.keep(
        tx,
        (judged?.read ?? []).filter((one) => lines.has(one.line)),
        { background: judged?.background, batchId: batch.batchId, moment },
      );
      const sent = [
        markTaken(tx, batch.batchId, taken),
        endBatch(tx, { batchId: batch.batchId, state: 'accepted', reason, personId: moment.actor.personId, now: moment.now }),
      ];
      const result = { taken: taken.length, left: (judged?.lines.length ?? 0) - taken.length };
      return {
        result,
        entry: {
          subject: { kind: 'import', id: batch.batchId },
          detail: {
            number: batch.number,
            register: batch.register,
            file: batch.file,
            ...result,
            doubtful: taken.filter((one) => one.verdict === 'doubtful').map((one) => one.line),
            reason,
          },
        },
        sent,
      };
    },
  };
}

function acceptable(seen: Ending, { doubtful, reason }: AcceptImport): Answer<Accepting> {
  const { batch, judged } = seen;
  if (judged === undefined) return no('ended-already', `${batch.number}已经${batch.state === 'accepted' ? '导入' : '放弃'}。`);
  const named = new Set(doubtful);
  const taken = judged.lines.filter((one) => one.verdict === 'good' || (one.verdict === 'doubtful' && named.has(one.line)));
  const bad = judged.lines.filter((one) => one.verdict === 'bad' && named.has(one.line));
  if (bad.length > 0) return no('bad-lines', `第${bad.map((one) => one.line).join('、')}行不能导入。`, ['在原文件中更正后重新导入']);
  if (taken.length === 0) return no('nothing-to-import', '没有可以导入的行。', ['在原文件中更正后重新导入']);
  if (reason === '' && taken.some((one) => one.verdict === 'doubtful')) return no('reason', '有疑问的行须写明为什么仍然导入。');
  return { yes: { ...seen, taken, reason } };
}

/** 放弃导入: what was staged stays on record, nothing of it comes into the register. */
export function discardImportVerb(world: ImportWorld): Verb<DiscardImport, Ending, Ending & DiscardImport, { readonly batchId: number }> {
  return {
    name: 'discard-import',
    title: '放弃导入',
    who: '台账管理人员',
    read: async (tx, { batchId }) => ({ ...(await seeBatch(world, tx, batchId)), judged: undefined }),
    decide: (seen, input, { actor, today }) => {
      const refused = against(seen.kind, actor, world.rules, today);
      if (refused !== undefined) return refused;
      return seen.batch.state === 'staged'
        ? { yes: { ...seen, ...input } }
        : no('ended-already', `${seen.batch.number}已经${seen.batch.state === 'accepted' ? '导入' : '放弃'}。`);
    },
    write: async (tx, { batch, reason }, { actor, now }) => {
      await endBatch(tx, { batchId: batch.batchId, state: 'discarded', reason, personId: actor.personId, now });
      return { result: { batchId: batch.batchId }, entry: { subject: { kind: 'import', id: batch.batchId }, detail: { number: batch.number, reason } } };
    },
  };
}
