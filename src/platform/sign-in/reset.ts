import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { AUDIT_OFFICER, OFFICERS, type Officer } from '../people/contract-officers.ts';
import { officerPostOf } from '../people/officers.ts';
import { endSessions, lockAccount, type Account } from './account-store.ts';
import type { ResetRow } from './contract.ts';

const open = statement<ResetRow>(
  'open-account-resets',
  `
  select r.reset_id as "resetId", r.what, r.person_id as "personId", p.name, r.reason, a.name as "askedBy", r.asked_by as "askedById", r.asked_at as "askedAt"
  from account_reset r join person p on p.office_id = r.office_id and p.person_id = r.person_id join person a on a.office_id = r.office_id and a.person_id = r.asked_by
  where r.office_id = $1 and r.confirmed_at is null order by r.reset_id`,
);

/** Resets asked for and not yet confirmed. */
export function openResets(tx: ReadTx): Promise<readonly ResetRow[]> {
  return tx.rows(open, [tx.officeId]);
}

/** Something of an account that two officers reset together (双因素, 三员的密码); the person himself is neither of them. */
export interface Resettable {
  readonly what: ResetRow['what'];
  readonly words: string;
  /** The officer who asks for it. */
  readonly asker: Officer;
  /** Asks for it when it is the asker's own: there may be no other one. */
  readonly instead: Officer;
  /** Code of the refusal to everybody else. */
  readonly refusal: string;
  /** Why this account needs no such reset; undefined if it may. */
  readonly against: (account: AskedAccount) => Refusal | undefined;
}

type AskedAccount = Pick<Account, 'personId' | 'name' | 'posts' | 'enrolled'>;

export interface AskSeen {
  readonly account: AskedAccount;
  /** The same reset waits for its confirmation. */
  readonly asked: boolean;
}

/** May the actor ask for the reset? The refusal, or undefined. */
export function againstAsking({ words, asker, instead, refusal, against }: Resettable, { account, asked }: AskSeen, actor: Actor): Refusal | undefined {
  const askers = account.posts.includes(asker) ? [asker, instead] : [asker];
  if (!askers.some((post) => holds(actor, post))) return no(refusal, `${account.name}的${words}由${askers.join('或')}申请重置。`).no;
  if (actor.personId === account.personId) return no('own-account', `不能重置自己的${words}。`, ['由另一名三员申请']).no;
  return against(account) ?? (asked ? no('asked-already', `${account.name}的${words}重置申请正在等待确认。`).no : undefined);
}

export interface AskResetInput {
  readonly personId: number;
  readonly reason: string;
  /** Of a temporary password: the asker's half, sealed; null otherwise. */
  readonly half: string | null;
}

const askedFor = statement<{ asked: boolean }>(
  'account-reset-asked',
  `select exists (select from account_reset where office_id = $1 and person_id = $2 and what = $3 and confirmed_at is null) as asked`,
);
const insert = statement<{ id: number }>(
  'ask-account-reset',
  `
  insert into account_reset (office_id, person_id, what, reason, half, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7) returning reset_id as id`,
);

type AskVerb = Verb<AskResetInput, AskSeen, AskResetInput & { readonly name: string }, { readonly resetId: number }>;

/** The parts of 申请重置: all three officers are told. */
export function askReset(kind: Resettable): Pick<AskVerb, 'attemptsLogged' | 'read' | 'decide' | 'write'> {
  const { what, words } = kind;
  return {
    attemptsLogged: true,
    read: async (tx, { personId }, { today }) => {
      const [account, found] = await Promise.all([lockAccount(tx, { personId, today }), tx.row(askedFor, [tx.officeId, personId, what])]);
      if (account === undefined) throw new Failure('not-found', '没有这个人。');
      return { account, asked: found?.asked === true };
    },
    decide: (seen, input, { actor }) => {
      const against = againstAsking(kind, seen, actor);
      return against === undefined ? { yes: { ...input, name: seen.account.name } } : { no: against };
    },
    write: async (tx, { personId, reason, half, name }, { actor, now, today }) => {
      const made = await tx.row(insert, [tx.officeId, personId, what, reason, half, actor.personId, now]);
      if (made === undefined) throw new Error('the reset was not inserted');
      const subject = { kind: 'person', id: personId };
      const sent = [
        notifyPosts(tx, { posts: OFFICERS, on: today, sentence: `${actor.name}申请重置${name}的${words}，须由另一名三员确认：${reason}`, subject, now }),
      ];
      return { result: { resetId: made.id }, entry: { subject, detail: { resetId: made.id, reason } }, sent };
    },
  };
}

interface Asked {
  readonly personId: number;
  readonly name: string;
  readonly askedById: number;
  readonly askedBy: string;
  readonly confirmedAt: Date | null;
}

const asked = statement<Asked>(
  'account-reset-to-confirm',
  `
  select r.person_id as "personId", p.name, r.asked_by as "askedById", a.name as "askedBy", r.confirmed_at as "confirmedAt"
  from account_reset r join person p on p.office_id = r.office_id and p.person_id = r.person_id join person a on a.office_id = r.office_id and a.person_id = r.asked_by
  where r.office_id = $1 and r.reset_id = $2 and r.what = $3 for update of r`,
);
const confirm = statement<never>(
  'confirm-account-reset',
  `update account_reset set confirmed_by = $3, confirmed_at = $4 where office_id = $1 and reset_id = $2`,
);

export interface ConfirmResetInput {
  readonly resetId: number;
}
type ConfirmVerb<Input extends ConfirmResetInput> = Verb<Input, Asked, { readonly input: Input; readonly found: Asked }, { readonly confirmed: true }>;

interface CarryOut<Input> {
  /** What happens to the account. */
  readonly carryOut: (tx: ActTx, done: { readonly input: Input; readonly personId: number; readonly now: Date }) => readonly Promise<unknown>[];
  /** What the person is told. */
  readonly told: string;
}

/** The parts of 确认重置: by another officer than the one who asked; every session of the person ends, he and the audit officer are told. */
export function confirmReset<Input extends ConfirmResetInput>(
  { what, words }: Resettable,
  { carryOut, told }: CarryOut<Input>,
): Pick<ConfirmVerb<Input>, 'attemptsLogged' | 'read' | 'decide' | 'write'> {
  return {
    attemptsLogged: true,
    read: async (tx, { resetId }) => {
      const found = await tx.row(asked, [tx.officeId, resetId, what]);
      if (found === undefined) throw new Failure('not-found', '没有这项重置申请。');
      return found;
    },
    decide: (found, input, { actor }) => {
      if (officerPostOf(actor) === undefined) return no('not-an-officer', `${words}的重置由三员确认。`);
      if (actor.personId === found.askedById) return no('asked-by-you', '重置须由申请人以外的另一名三员确认。', ['请另一名三员登录后确认']);
      if (actor.personId === found.personId) return no('own-account', `不能确认重置自己的${words}。`, ['请另一名三员登录后确认']);
      if (found.confirmedAt !== null) return no('confirmed-already', '这项重置已经确认。');
      return { yes: { input, found } };
    },
    write: async (tx, { input, found: { personId, name, askedBy } }, { actor, now, today }) => {
      const subject = { kind: 'person', id: personId };
      const sent = [
        tx.rows(confirm, [tx.officeId, input.resetId, actor.personId, now]),
        ...carryOut(tx, { input, personId, now }),
        endSessions(tx, { personId, except: null, now }),
        notify(tx, { personIds: [personId], sentence: told, subject, now }),
        notifyPosts(tx, { posts: [AUDIT_OFFICER], on: today, sentence: `${name}的${words}已重置：${askedBy}申请，${actor.name}确认`, subject, now }),
      ];
      return { result: { confirmed: true }, entry: { subject, detail: { resetId: input.resetId, name } }, sent };
    },
  };
}
