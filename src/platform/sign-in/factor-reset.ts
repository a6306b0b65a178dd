import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { OFFICERS, SECURITY_OFFICER, SYSTEM_OFFICER } from '../people/contract-officers.ts';
import { officerPostOf } from '../people/officers.ts';
import { endSessions, lockAccount, type Account } from './account-store.ts';
import type { FactorResetRow } from './contract.ts';
import { endPasskeys, endTotp, replaceRecoveryCodes } from './factor-store.ts';

const open = statement<FactorResetRow>('open-factor-resets', `
  select r.reset_id as "resetId", r.person_id as "personId", p.name, r.reason, a.name as "askedBy", r.asked_by as "askedById", r.asked_at as "askedAt"
  from factor_reset r join person p on p.office_id = r.office_id and p.person_id = r.person_id join person a on a.office_id = r.office_id and a.person_id = r.asked_by
  where r.office_id = $1 and r.confirmed_at is null order by r.reset_id`);

/** Resets asked for and not yet confirmed. */
export function openResets(tx: ReadTx): Promise<readonly FactorResetRow[]> {
  return tx.rows(open, [tx.officeId]);
}

export interface AskResetInput {
  readonly personId: number;
  readonly reason: string;
}

interface AskSeen {
  readonly account: Account;
  readonly asked: boolean;
}

const askedFor = statement<{ asked: boolean }>('factor-reset-asked', `select exists (select from factor_reset where office_id = $1 and person_id = $2 and confirmed_at is null) as asked`);
const insert = statement<{ id: number }>('ask-factor-reset', `
  insert into factor_reset (office_id, person_id, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5) returning reset_id as id`);

/** 申请重置双因素: by the security officer; for a security officer's own lost factor by the system officer, since there may be no other one. */
export const askFactorResetVerb: Verb<AskResetInput, AskSeen, AskResetInput & { readonly name: string }, { readonly resetId: number }> = {
  name: 'ask-factor-reset',
  title: '申请重置双因素',
  who: `${SECURITY_OFFICER}；${SECURITY_OFFICER}本人的由${SYSTEM_OFFICER}`,
  attemptsLogged: true,
  read: async (tx, { personId }, { today }) => {
    const [account, found] = await Promise.all([lockAccount(tx, { personId, today }), tx.row(askedFor, [tx.officeId, personId])]);
    if (account === undefined) throw new Failure('not-found', '没有这个人。');
    return { account, asked: found?.asked === true };
  },
  decide: ({ account, asked }, input, { actor }) => {
    const asker = account.posts.includes(SECURITY_OFFICER) ? [SECURITY_OFFICER, SYSTEM_OFFICER] : [SECURITY_OFFICER];
    if (!asker.some((post) => holds(actor, post))) return no('not-security-officer', `${account.name}的双因素由${asker.join('或')}申请重置。`);
    if (actor.personId === input.personId) return no('own-factor', '不能重置自己的双因素。', ['由另一名三员申请']);
    if (!account.enrolled) return no('no-factor', `${account.name}没有登记动态口令或通行密钥，不需要重置。`);
    if (asked) return no('asked-already', `${account.name}的重置申请正在等待确认。`);
    return { yes: { ...input, name: account.name } };
  },
  write: async (tx, { personId, reason, name }, { actor, now, today }) => {
    const made = await tx.row(insert, [tx.officeId, personId, reason, actor.personId, now]);
    if (made === undefined) throw new Error('the reset was not inserted');
    const subject = { kind: 'person', id: personId };
    const sent = [notifyPosts(tx, { posts: OFFICERS, on: today, sentence: `${actor.name}申请重置${name}的双因素，须由另一名三员确认：${reason}`, subject, now })];
    return { result: { resetId: made.id }, entry: { subject, detail: { resetId: made.id, reason } }, sent };
  },
};

interface Asked {
  readonly personId: number;
  readonly name: string;
  readonly askedById: number;
  readonly confirmedAt: Date | null;
}

const asked = statement<Asked>('factor-reset-to-confirm', `
  select r.person_id as "personId", p.name, r.asked_by as "askedById", r.confirmed_at as "confirmedAt"
  from factor_reset r join person p on p.office_id = r.office_id and p.person_id = r.person_id where r.office_id = $1 and r.reset_id = $2 for update of r`);
const confirm = statement<never>('confirm-factor-reset', `update factor_reset set confirmed_by = $3, confirmed_at = $4 where office_id = $1 and reset_id = $2`);

/** 确认重置双因素: by another officer than the one who asked; every factor and every session of the person ends. */
export const confirmFactorResetVerb: Verb<{ readonly resetId: number }, Asked, Asked & { readonly resetId: number }, { readonly confirmed: true }> = {
  name: 'confirm-factor-reset',
  title: '确认重置双因素',
  who: '另一名三员',
  attemptsLogged: true,
  read: async (tx, { resetId }) => {
    const found = await tx.row(asked, [tx.officeId, resetId]);
    if (found === undefined) throw new Failure('not-found', '没有这项重置申请。');
    return found;
  },
  decide: (found, { resetId }, { actor }) => {
    if (officerPostOf(actor) === undefined) return no('not-an-officer', '双因素的重置由三员确认。');
    if (actor.personId === found.askedById) return no('asked-by-you', '重置须由申请人以外的另一名三员确认。', ['请另一名三员登录后确认']);
    if (actor.personId === found.personId) return no('own-factor', '不能确认重置自己的双因素。', ['请另一名三员登录后确认']);
    if (found.confirmedAt !== null) return no('confirmed-already', '这项重置已经确认。');
    return { yes: { ...found, resetId } };
  },
  write: async (tx, { resetId, personId, name }, { actor, now }) => {
    const subject = { kind: 'person', id: personId };
    const sent = [
      tx.rows(confirm, [tx.officeId, resetId, actor.personId, now]), endTotp(tx, { personId, now }), endPasskeys(tx, { personId, passkeyId: null, now }), ...replaceRecoveryCodes(tx, { personId, hashes: [], now }),
      endSessions(tx, { personId, except: null, now }), notify(tx, { personIds: [personId], sentence: '您的动态口令和通行密钥已由三员两人重置，请登录后重新登记。', subject, now }),
    ];
    return { result: { confirmed: true }, entry: { subject, detail: { resetId, name } }, sent };
  },
};
