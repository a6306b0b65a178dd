import type { Actor, Credential } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { lookOnce } from '../log/view.ts';
import type { World } from '../world.ts';
import { seesWhole } from './read-register.ts';
import type { Register } from './register.ts';

/** Somebody opens a register of accounts, or takes it out of the system. */
export interface RegisterUse {
  readonly register: string;
  readonly title: string;
  readonly readers: readonly string[];
  /** Has it lines of everybody's own, which each may see? */
  readonly own: boolean;
  readonly how: '查看' | '导出' | '打印';
  /** What for; asked of whoever takes it out. */
  readonly purpose: string;
}

export function mayOpen({ readers, own }: Pick<Register, 'readers'> & { readonly own?: string | boolean }, actor: Actor): boolean {
  return (own !== undefined && own !== false) || seesWhole({ readers }, actor);
}

/** 使用会计记录 (内控制度三.2): who opened which, when, and what for; whoever tries without a grant is noted too. */
export const useRegisterVerb: Verb<RegisterUse, null, RegisterUse, { readonly used: true }> = {
  name: 'use-register',
  title: '使用会计记录',
  who: '台账的读者',
  attemptsLogged: true,
  read: async () => null,
  decide: (_seen, input, { actor }) => {
    if (!mayOpen(input, actor)) return no('not-for-you', `${input.title}由${input.readers.join('、')}查看。`, ['请有权查看的人员办理']);
    if (input.how !== '查看' && input.purpose === '') return no('no-purpose', `${input.how}会计记录须填写用途。`, ['填写用途']);
    return { yes: input };
  },
  write: async (_tx, { register, how, purpose }) => ({
    result: { used: true },
    entry: { subject: { kind: 'register', id: register }, detail: { how, purpose } },
  }),
};

/** Notes the use before anything is read. @throws Failure('not-allowed') without a grant, Failure('bad-input') without a purpose. */
export async function noteUse(
  world: World,
  credential: Credential,
  { register, how, purpose }: { readonly register: Register; readonly how: RegisterUse['how']; readonly purpose: string },
): Promise<void> {
  if (register.accounting !== true) return;
  const input = { register: register.register, title: register.title, readers: register.readers, own: register.own !== undefined, how, purpose };
  const refused = await lookOnce(world, { credential, verb: useRegisterVerb, input });
  if (refused !== undefined) throw new Failure(refused.code === 'no-purpose' ? 'bad-input' : 'not-allowed', refused.sentence, refused.whatWouldHelp);
}
