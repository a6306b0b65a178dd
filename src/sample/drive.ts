import type { MatterContent } from '../platform/matters/content.ts';
import { openStepOf } from '../platform/matters/entitled.ts';
import { previewMatter } from '../platform/matters/preview.ts';
import { seeMatter, type SeenMatter } from '../platform/matters/seen.ts';
import { matterVerbs } from '../platform/matters/verbs.ts';
import { civilDayOf } from '../rules/calendar/civil-date.ts';
import type { Cast } from './cast.ts';

interface Submitting {
  readonly content: Omit<MatterContent, 'files'>;
  /** Of the file that stands for every piece of evidence; null to hand in nothing. */
  readonly digest: string | null;
  /** What is handed in besides what the rules ask for. */
  readonly evidence?: readonly string[];
}

/** Submits a form as a person, with one file for every piece of evidence the rules ask for. @returns the matter's id. */
export async function submit(cast: Cast, name: string, { content, digest, evidence: besides = ['发票'] }: Submitting): Promise<number> {
  const bare = { ...content, files: [] };
  const preview = await cast.read(name, (tx, moment) => previewMatter(cast.world, tx, { content: bare, matterId: null, moment }));
  const problem = preview.problems[0];
  if (problem !== undefined) throw new Error(`${name} ${content.kind}: ${problem.path} ${problem.sentence}`);
  const evidence = new Set([
    ...preview.refusals.filter((one) => one.code.startsWith('evidence:')).map((one) => one.code.slice('evidence:'.length)),
    ...besides,
  ]);
  const files = digest === null ? [] : [...evidence].map((one) => ({ evidence: one, digest, name: `${one}.xml` }));
  const done = await cast.perform(name, matterVerbs(cast.world).submit, { matterId: null, version: null, content: { ...content, files } });
  return done.matterId;
}

export interface Recorder {
  /** Whoever keeps the minutes, and who was present. */
  readonly name: string;
  readonly present: readonly string[];
}

/** Lets everybody whose turn it is agree, until the route is at its end; a meeting agrees to the amount asked. */
export async function agreeToAll(
  cast: Cast,
  matterId: number,
  { recorder, reader, minutes }: { readonly recorder: Recorder; readonly reader: string; readonly minutes: string },
): Promise<SeenMatter> {
  const verbs = matterVerbs(cast.world);
  const names = new Map([...cast.office.people].map(([name, id]) => [id, name]));
  for (let step = 0; step < 12; step += 1) {
    const matter = await cast.read(reader, (tx) => seeMatter(tx, matterId));
    const open = openStepOf(matter);
    if (matter.state !== 'in_review' || open === undefined) return matter;
    const { version } = matter;
    if (open.act === '决定') {
      const resolution = {
        body: open.post,
        metOn: civilDayOf(cast.world.clock()),
        item: matter.title,
        agreed: true,
        amount: matter.amount,
        minutesReference: minutes,
        present: recorder.present.map((name) => cast.personId(name)),
      };
      await cast.perform(recorder.name, verbs.resolve, { matterId, version, resolution });
      continue;
    }
    const [todo] = matter.todos;
    const who = todo === undefined ? undefined : names.get(todo.personId);
    if (who === undefined) throw new Error(`matter ${matterId} is stuck at ${open.post}: ${open.reasons.join('; ')}`);
    await cast.perform(who, verbs.approve, { matterId, version, remark: null });
  }
  throw new Error(`matter ${matterId} did not come to an end`);
}
