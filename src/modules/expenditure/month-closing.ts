import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { holdBooks } from './closed-month.ts';
import type { CloseMonth, DeliverReport } from './contract-settlement.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

interface Books {
  readonly previous: number | null;
  readonly received: number;
  readonly spent: number;
  readonly openDays: number;
  readonly closed: boolean;
}

const books = statement<Books>(
  'books-of-month',
  `
  select (select closing from month_closing where office_id = $1 and month < $2 order by month desc limit 1) as previous,
    (select coalesce(sum(amount), 0)::bigint from income where office_id = $1 and book = '机关' and to_char(received_on, 'YYYY-MM') = $2) as received,
    (select coalesce(sum(amount), 0)::bigint from voucher where office_id = $1 and book = '机关' and to_char(paid_on, 'YYYY-MM') = $2) as spent,
    (select count(*)::int from obligation where office_id = $1 and duty in ('现金日结', '每日清账') and state = 'open' and occasion like $2 || '-%') as "openDays",
    exists (select from month_closing where office_id = $1 and month >= $2) as closed`,
);
const insert = statement<never>(
  'insert-month-closing',
  `
  insert into month_closing (office_id, month, opening, received, spent, closing, opinion, closed_by, closed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

interface Closing {
  readonly month: string;
  readonly opening: number;
  readonly received: number;
  readonly spent: number;
  readonly closing: number;
  readonly opinion: string;
}

/** 月末结账 (FIN5-03a, FIN5-05h): every day of the month is closed, and opening + received - spent is what was counted. */
export function closeMonthVerb(rules: RulesInForce): Verb<CloseMonth, Books, Closing, Closing> {
  return {
    name: 'close-month',
    title: '月末结账',
    who: '财务人员',
    read: async (tx, { month }) => {
      const [, found] = await Promise.all([holdBooks(tx), tx.row(books, [tx.officeId, month])]);
      if (found === undefined) throw new Error('a select without from gave no row');
      return found;
    },
    decide: ({ previous, received, spent, openDays, closed }, { month, opening: first, counted, opinion }, { actor, today }) => {
      const against = onlyFinanceStaff(actor, '月末结账');
      if (against !== undefined) return { no: against };
      const ask = { officeId: actor.officeId, question: '月末结账', on: today };
      if (!rules.knows(ask)) return no('no-such-clause', '本单位现行制度没有月末结账的规定。');
      if (closed) return no('closed-already', `${month}或以后的月份已经结账。`);
      if (month >= today.slice(0, 7)) return no('future', '本月尚未结束，不能结账。');
      const opening = previous ?? first;
      if (opening === null) return no('no-opening', '首次结账须填写期初余额。');
      const closing = opening + received - spent;
      const { refusals } = rules.decide({ ...ask, facts: { daysClosed: openDays === 0, balanced: closing === counted, commentGiven: opinion !== '' } });
      const [refusal] = refusals;
      return refusal === undefined ? { yes: { month, opening, received, spent, closing, opinion } } : { no: refusal, all: refusals };
    },
    write: async (tx, plan, { actor, now }) => {
      const { month, opening, received, spent, closing, opinion } = plan;
      const sent = [
        tx.rows(insert, [tx.officeId, month, opening, received, spent, closing, opinion, actor.personId, now]),
        endObligation(tx, { duty: '每月结账', occasion: `${month}-01`, state: 'discharged', by: actor.personId, with: { closing }, now }),
      ];
      return { result: plan, entry: { subject: { kind: 'month', id: month }, detail: { ...plan } }, sent };
    },
  };
}

interface Delivery {
  readonly recipient: string;
  readonly departmentId: number | null;
}

interface Deliveries {
  readonly closed: boolean;
  readonly delivered: readonly Delivery[];
  readonly departments: readonly { readonly departmentId: number; readonly members: readonly number[] }[];
}

const deliveries = statement<Deliveries>(
  'deliveries-of-month',
  `
  select exists (select from month_closing where office_id = $1 and month = $2) as closed,
    (select coalesce(jsonb_agg(jsonb_build_object('recipient', recipient, 'departmentId', department_id)), '[]') from report_delivery where office_id = $1 and month = $2 and report = $3) as delivered,
    (select coalesce(jsonb_agg(jsonb_build_object('departmentId', d.department_id, 'members', (select coalesce(jsonb_agg(h.person_id), '[]') from post_holding h
        where h.office_id = d.office_id and h.department_id = d.department_id and h.post = '站所室负责人' and h.period @> $4::date))), '[]')
      from department d where d.office_id = $1 and d.kind = '站所室' and daterange(d.from_day, d.until_day) @> $4::date) as departments`,
);
const insertDelivery = statement<never>(
  'insert-report-delivery',
  `
  insert into report_delivery (office_id, report, month, recipient, department_id, delivered_by, delivered_at)
  select $1, $2, $3, x.recipient, nullif(x.department_id, 0), $6, $7 from unnest($4::text[], $5::int[]) as x (recipient, department_id) on conflict do nothing`,
);

const UNITS = '站所室';

/** Everybody a report is for: the leader alone, or the leader, the head and every station. */
function recipientsOf(report: DeliverReport['report'], { departments }: Deliveries): readonly Delivery[] {
  const leader = { recipient: '分管领导', departmentId: null };
  if (report === '收支月报') return [leader];
  return [leader, { recipient: '局长', departmentId: null }, ...departments.map(({ departmentId }) => ({ recipient: UNITS, departmentId }))];
}

function readDeliveries(
  tx: ReadTx,
  { month, report, on }: { readonly month: string; readonly report: string; readonly on: string },
): Promise<Deliveries | undefined> {
  return tx.row(deliveries, [tx.officeId, month, report, on]);
}

interface DeliveryPlan extends DeliverReport {
  readonly now: readonly Delivery[];
  readonly heads: readonly number[];
  readonly missing: number;
}

const same =
  (one: Delivery) =>
  (other: Delivery): boolean =>
    one.recipient === other.recipient && one.departmentId === other.departmentId;

/** 送达月报 (FIN5-03b, FIN5-05h): from closed books only; the duty ends when every recipient has been served. */
export const deliverReportVerb: Verb<DeliverReport, Deliveries, DeliveryPlan, { readonly missing: number }> = {
  name: 'deliver-report',
  title: '送达月报',
  who: '财务人员',
  read: async (tx, { month, report }, { today }) => {
    const found = await readDeliveries(tx, { month, report, on: today });
    if (found === undefined) throw new Error('a select without from gave no row');
    return found;
  },
  decide: (seen, input, { actor }) => {
    const against = onlyFinanceStaff(actor, '月报送达');
    if (against !== undefined) return { no: against };
    if (!seen.closed) return no('month-open', `${input.month}尚未结账，不能报送月报。`, ['先办理月末结账']);
    const asked = [
      ...input.leaders.map((recipient) => ({ recipient, departmentId: null })),
      ...input.departments.map((departmentId) => ({ recipient: UNITS, departmentId })),
    ];
    const all = recipientsOf(input.report, seen);
    const stranger = asked.find((one) => !all.some(same(one)));
    if (stranger !== undefined) return no('not-recipient', `${input.report}不送${stranger.recipient === UNITS ? '这个站所室' : stranger.recipient}。`);
    const now = asked.filter((one) => !seen.delivered.some(same(one)));
    if (now.length === 0) return no('nothing-new', '所选对象均已送达。');
    const missing = all.filter((one) => !seen.delivered.some(same(one)) && !now.some(same(one))).length;
    const heads = seen.departments.filter(({ departmentId }) => now.some((one) => one.departmentId === departmentId)).flatMap(({ members }) => members);
    return { yes: { ...input, now, heads, missing } };
  },
  write: async (tx, { report, month, now: delivered, heads, missing }, { actor, now, today }) => {
    const subject = { kind: 'month', id: month };
    const sentence = `${month}${report}已送达，请查看。`;
    const sent: Promise<unknown>[] = [
      tx.rows(insertDelivery, [
        tx.officeId,
        report,
        month,
        delivered.map((one) => one.recipient),
        delivered.map((one) => one.departmentId ?? 0),
        actor.personId,
        now,
      ]),
      notifyPosts(tx, { posts: delivered.filter((one) => one.departmentId === null).map((one) => one.recipient), on: today, sentence, subject, now }),
      notify(tx, { personIds: heads, sentence, subject, now }),
    ];
    if (missing === 0)
      sent.push(
        endObligation(tx, { duty: report, occasion: `${month}-01`, state: 'discharged', by: actor.personId, with: { deliveredAt: now.toISOString() }, now }),
      );
    return { result: { missing }, entry: { subject, detail: { report, delivered, missing } }, sent };
  },
};
