import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Refusal } from '../../rules/decision.ts';
import { act } from '../act/act.ts';
import { holds, type Credential } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import type { World } from '../world.ts';

/** A page or an export whose reading is an act of its own. */
export interface SensitiveView {
  /** As the log names it: 留痕, 留痕导出, 登录与账号. */
  readonly view: string;
  /** The only post that may look; left out where the page shows everybody no more than is his. */
  readonly officer?: string;
  /** What was looked for. */
  readonly filter: Readonly<Record<string, unknown>>;
}

/** The same look within these minutes is one entry: turning pages and coming back is not looking again. */
const ONE_LOOK_MINUTES = 10;

/** 查看: the audit of the audit – whoever looks at what others did is seen himself; so is whoever tries. */
export const viewVerb: Verb<SensitiveView, null, SensitiveView, { readonly viewed: true }> = {
  name: 'view',
  title: '查看',
  who: '任何人；留痕限审计员，账号限安全管理员',
  attemptsLogged: true,
  read: async () => null,
  decide: (_seen, input, { actor }) => {
    const { view, officer } = input;
    return officer === undefined || holds(actor, officer) ? { yes: input } : no('not-for-you', `${view}由${officer}查看。`, [`请${officer}查看`]);
  },
  write: async (_tx, { view, filter }) => ({ result: { viewed: true }, entry: { subject: { kind: 'page', id: view }, detail: { filter } } }),
};

/** Performs a look as the act it is, once in these minutes. @returns why it was refused; undefined if it was not. */
export async function lookOnce<Input, Plan, Result>(
  world: World,
  { credential, verb, input }: { readonly credential: Credential; readonly verb: Verb<Input, null, Plan, Result>; readonly input: Input },
): Promise<Refusal | undefined> {
  const look = createHash('sha256')
    .update(canonicalize(input) ?? '')
    .digest('hex')
    .slice(0, 32);
  const key = `${verb.name}-${look}-${Math.floor(world.clock().getTime() / (ONE_LOOK_MINUTES * 60_000))}`;
  const answer = await act(world, { credential, verb, input, key });
  return 'refused' in answer ? answer.refused : undefined;
}

/** Notes that the person looks; call it before anything is shown. @throws Failure('not-allowed') for everybody but the officer. */
export async function noteView(world: World, credential: Credential, view: SensitiveView): Promise<void> {
  const refused = await lookOnce(world, { credential, verb: viewVerb, input: view });
  if (refused !== undefined) throw new Failure('not-allowed', refused.sentence, refused.whatWouldHelp);
}
