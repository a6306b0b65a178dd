import type { Decision } from '../../rules/decision.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { BindCard, CheckCardList, EndCard, TopUpCard } from './contract.ts';
import { onlyOffice } from './papers.ts';
import { GENERAL_OFFICE, FINANCE, WATCHERS } from './posts.ts';
import { bindCard, cardOn, cardTaken, endCard, openCard, vehicleByPlate, type Card, type Vehicle } from './vehicle-store.ts';

const RHYTHM_DUTY = '油卡充值';
export const LOW_DUTY = '低余额充值';

/** What the next top-up of a card is due for: one duty for each day it was last topped up. */
export function cardSubject(cardId: number, since: string) {
  return { kind: 'vehicle-card', id: `${cardId}@${since}` };
}

interface SeenBinding {
  readonly vehicle: Vehicle;
  readonly taken: { readonly activeCard: boolean; readonly cardElsewhere: boolean };
}

interface Binding extends BindCard {
  readonly vehicle: Vehicle;
  readonly duty: Duty | undefined;
}

/** 启用油卡、ETC卡 (VEH-06a): one card one car, one car one card of a sort; from then on topped up regularly. */
export function bindCardVerb(rules: RulesInForce): Verb<BindCard, SeenBinding, Binding, { readonly cardId: number }> {
  return {
    name: 'bind-card',
    title: '启用油卡ETC卡',
    who: GENERAL_OFFICE,
    read: async (tx, { plate, sort, number, from }) => {
      const vehicle = await vehicleByPlate(tx, plate);
      if (vehicle === undefined) throw new Failure('not-found', `车辆台账中没有“${plate}”。`);
      return { vehicle, taken: await cardTaken(tx, { vehicleId: vehicle.vehicleId, sort, number, from }) };
    },
    decide: ({ vehicle, taken }, input, { actor, today }) => {
      const against = onlyOffice(actor, '油卡、ETC卡');
      if (against !== undefined) return { no: against };
      const { officeId } = actor;
      const { refusals } = rules.decide({ officeId, question: '油卡绑定', facts: taken, on: today });
      const [first] = refusals;
      return first === undefined ? { yes: { ...input, vehicle, duty: rules.duty({ officeId, duty: RHYTHM_DUTY, on: today }) } } : { no: first, all: refusals };
    },
    write: async (tx, { vehicle, sort, number, from, duty }, { actor, now, today }) => {
      const cardId = await bindCard(tx, { vehicleId: vehicle.vehicleId, sort, number, from }, { personId: actor.personId, now });
      const sent =
        duty === undefined
          ? []
          : [openDuty(tx, { duty, event: from, today, subject: cardSubject(cardId, from), handlerId: null, about: `${vehicle.plate}${sort}${number}` })];
      return { result: { cardId }, entry: { subject: { kind: 'vehicle', id: vehicle.vehicleId }, detail: { plate: vehicle.plate, sort, number, from } }, sent };
    },
  };
}

/** 停用油卡、ETC卡. */
export const endCardVerb: Verb<EndCard, Card, EndCard & { readonly card: Card }, { readonly cardId: number }> = {
  name: 'end-card',
  title: '停用油卡ETC卡',
  who: GENERAL_OFFICE,
  read: async (tx, { number }) => {
    const card = await openCard(tx, number);
    if (card === undefined) throw new Failure('not-found', `没有在用的卡“${number}”。`);
    return card;
  },
  decide: (card, input, { actor }) => {
    const against = onlyOffice(actor, '油卡、ETC卡');
    if (against !== undefined) return { no: against };
    return input.until < card.from ? no('dates', `停用日期不能早于启用日期${card.from}。`) : { yes: { ...input, card } };
  },
  write: async (tx, { card, number, until }, { actor, now }) => {
    const { kind, id } = cardSubject(card.cardId, card.lastTopUp ?? card.from);
    const sent = [
      endCard(tx, card.cardId, until),
      endObligation(tx, { duty: RHYTHM_DUTY, occasion: `${kind}/${id}`, state: 'lapsed', by: actor.personId, with: { until }, now }),
    ];
    return { result: { cardId: card.cardId }, entry: { subject: { kind: 'vehicle', id: card.vehicleId }, detail: { number, until } }, sent };
  },
};

const approved = statement<{ matterId: number; left: number }>(
  'spending-request-for-top-up',
  `
  select m.matter_id as "matterId", (m.amount - coalesce((select sum(t.amount) from card_top_up t where t.office_id = m.office_id and t.request_matter_id = m.matter_id), 0))::bigint as left
  from matter m where m.office_id = $1 and m.number = $2 and m.kind = 'spending-request' and m.state in ('approved', 'closed')`,
);
const insertTopUp = statement<{ id: number }>(
  'insert-card-top-up',
  `
  insert into card_top_up (office_id, card_id, amount, topped_on, method, voucher, request_matter_id, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning top_up_id as id`,
);

interface SeenTopUp {
  readonly card: Card;
  readonly request: { readonly matterId: number; readonly left: number } | undefined;
}

interface TopUp extends TopUpCard {
  readonly card: Card;
  readonly requestId: number | null;
  readonly duty: Duty | undefined;
}

/** 充值 (VEH-06b): by the finance section, with voucher; from 500 yuan on a request agreed to before. The next one falls due in turn. */
export function topUpCardVerb(rules: RulesInForce): Verb<TopUpCard, SeenTopUp, TopUp, { readonly topUpId: number; readonly dueOn: string | null }> {
  return {
    name: 'top-up-card',
    title: '油卡ETC卡充值',
    who: FINANCE,
    read: async (tx, { number, on, request }) => {
      const [card, found] = await Promise.all([cardOn(tx, number, on), request === '' ? undefined : tx.row(approved, [tx.officeId, request])]);
      if (card === undefined) throw new Failure('not-found', `${on}没有在用的卡“${number}”。`);
      return { card, request: found };
    },
    decide: ({ card, request }, input, { actor, today }) => {
      if (!holds(actor, FINANCE)) return no('not-finance', `油卡、ETC卡由${FINANCE}充值。`);
      if (input.on > today) return no('future', '充值日期不能晚于今天。');
      const { officeId } = actor;
      const covered = request !== undefined && request.left >= input.amount;
      const { refusals } = rules.decide({ officeId, question: '充值', facts: { amount: input.amount, priorApproval: covered }, on: input.on });
      const [first] = refusals;
      return first === undefined
        ? { yes: { ...input, card, requestId: covered ? request.matterId : null, duty: rules.duty({ officeId, duty: RHYTHM_DUTY, on: input.on }) } }
        : { no: first, all: refusals };
    },
    write: async (tx, { card, requestId, duty, amount, on, method, voucher }, { actor, now, today }) => {
      const { cardId } = card;
      const made = await tx.row(insertTopUp, [tx.officeId, cardId, amount, on, method, voucher, requestId, actor.personId, now]);
      if (made === undefined) throw new Error('the top-up was not inserted');
      const before = cardSubject(cardId, card.lastTopUp ?? card.from);
      const done = { state: 'discharged' as const, by: actor.personId, with: { voucher }, now };
      await endObligation(tx, { duty: RHYTHM_DUTY, occasion: `${before.kind}/${before.id}`, ...done });
      await endObligation(tx, { duty: LOW_DUTY, occasion: `${before.kind}/${before.id}`, ...done });
      const dueOn =
        duty === undefined
          ? null
          : await openDuty(tx, { duty, event: on, today, subject: cardSubject(cardId, on), handlerId: null, about: `${card.plate}${card.sort}${card.number}` });
      return {
        result: { topUpId: made.id, dueOn },
        entry: { subject: { kind: 'vehicle', id: card.vehicleId }, detail: { card: card.number, amount, on, method, voucher, requestId } },
      };
    },
  };
}

interface CheckedLine {
  readonly card: string;
  readonly plate: string;
  readonly on: string;
  readonly amount: number;
  readonly matches: boolean;
}

const insertLines = statement<{ id: number }>(
  'insert-card-transactions',
  `
  insert into card_transaction (office_id, card_number, plate, at_day, amount, matches, recorded_by, recorded_at)
  select $1, x.card, x.plate, x.day, x.amount, x.matches, $7, $8 from unnest($2::text[], $3::text[], $4::date[], $5::bigint[], $6::boolean[]) as x (card, plate, day, amount, matches)
  on conflict do nothing returning transaction_id as id`,
);

/** 核对油卡流水 (VEH-06a): the company's list against the register; a plate that is not the card's is reported. */
export function checkCardListVerb(
  rules: RulesInForce,
): Verb<
  CheckCardList,
  readonly CheckedLine[],
  { readonly lines: readonly CheckedLine[]; readonly answer: Decision | undefined },
  { readonly checked: number; readonly differing: readonly string[] }
> {
  return {
    name: 'check-card-list',
    title: '核对油卡流水',
    who: `${FINANCE}、${GENERAL_OFFICE}`,
    read: (tx, { lines }) => Promise.all(lines.map(async (line) => ({ ...line, matches: (await cardOn(tx, line.card, line.on))?.plate === line.plate }))),
    decide: (lines, _input, { actor, today }) => {
      if (!holds(actor, FINANCE) && !holds(actor, GENERAL_OFFICE)) return no('not-finance', `油卡流水由${FINANCE}或${GENERAL_OFFICE}核对。`);
      const differs = lines.some((line) => !line.matches);
      const answer = differs
        ? rules.decide({ officeId: actor.officeId, question: '加油', facts: { fuelMethod: '油卡', cardMatches: false, cashFuelReleased: false }, on: today })
        : undefined;
      return { yes: { lines, answer } };
    },
    write: async (tx, { lines, answer }, { actor, now, today }) => {
      const made = await tx.rows(insertLines, [
        tx.officeId,
        lines.map((one) => one.card),
        lines.map((one) => one.plate),
        lines.map((one) => one.on),
        lines.map((one) => one.amount),
        lines.map((one) => String(one.matches)),
        actor.personId,
        now,
      ]);
      const differing = lines.filter((one) => !one.matches).map((one) => `${one.on}${one.plate}使用${one.card}`);
      const subject = { kind: 'card-list', id: now.toISOString() };
      const sentence = `油卡流水中有${differing.length}笔车牌与油卡不对应：${differing.slice(0, 5).join('、')}。${answer?.refusals[0]?.sentence ?? ''}`;
      const sent = differing.length === 0 ? [] : [notifyPosts(tx, { posts: WATCHERS, on: today, sentence, subject, now })];
      return { result: { checked: made.length, differing }, entry: { subject, detail: { checked: made.length, differing } }, sent };
    },
  };
}
