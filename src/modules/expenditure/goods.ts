import { civilDate } from '../../rules/calendar/civil-date.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { isMonthClosed } from './closed-month.ts';
import type { CountGoods, RecordGoods } from './contract-goods.ts';
import { goodsOfMonth, insertCounts, insertGoods, lockGoods, type GoodsOfMonth, type SeenGoods } from './goods-store.ts';

const KEEPER = '管物';

function onlyKeeper(actor: Actor, doing: string): Refusal | undefined {
  return holds(actor, KEEPER) ? undefined : { code: 'not-goods-keeper', clause: null, sentence: `${doing}由${KEEPER}人员办理。`, whatWouldHelp: [] };
}

/** 物品收发 (FIN5-05h): goods of a station, in and out, by whoever keeps goods and neither money nor books; never more out than there is. */
export function recordGoodsVerb(
  rules: RulesInForce,
): Verb<RecordGoods, SeenGoods & { readonly monthClosed: boolean }, RecordGoods, { readonly number: string }> {
  return {
    name: 'record-goods',
    title: '物品收发',
    who: KEEPER,
    read: async (tx, input) => {
      const [goods, monthClosed] = await Promise.all([lockGoods(tx, input), isMonthClosed(tx, input.day)]);
      return { ...goods, monthClosed };
    },
    decide: ({ station, monthClosed, left }, input, { actor, today }) => {
      const against = onlyKeeper(actor, '物品收发');
      if (against !== undefined) return { no: against };
      if (input.day > today) return no('future', '日期不能晚于今天。');
      const ask = { officeId: actor.officeId, question: '物品收发', on: input.day };
      if (!rules.knows(ask)) return no('no-such-clause', '本单位现行制度没有物品收发的规定。');
      const [refusal] = rules.decide({ ...ask, facts: { monthClosed } }).refusals;
      if (refusal !== undefined) return { no: refusal };
      if (!station) return no('not-station', '物品收发按站所室登记。');
      return input.direction === '发' && input.quantity > left
        ? no('not-in-store', `${input.item}只有${left}件，不够发出。`, ['先登记收入', '核对品名和数量'])
        : { yes: input };
    },
    write: async (tx, entry, { actor, now }) => {
      const number = await takeNumber(tx, {
        series: '物',
        year: Number(entry.day.slice(0, 4)),
        subject: { kind: 'goods-entry', id: `${entry.day}/${entry.document}` },
        now,
      });
      const goodsEntryId = await insertGoods(tx, { number, entry }, { personId: actor.personId, now });
      return { result: { number }, entry: { subject: { kind: 'goods-entry', id: goodsEntryId }, detail: { ...entry, number } } };
    },
  };
}

interface SeenMonth {
  readonly goods: readonly GoodsOfMonth[];
  readonly monthClosed: boolean;
}

interface CountPlan extends CountGoods {
  /** Items whose count is not what the book says. */
  readonly differing: readonly string[];
}

/** 物品盘点 (FIN5-05h): every item of the station that was there or moved in the month; what differs is entered with its document before the month is closed. */
export const countGoodsVerb: Verb<CountGoods, SeenMonth, CountPlan, { readonly differing: readonly string[] }> = {
  name: 'count-goods',
  title: '物品盘点',
  who: KEEPER,
  read: async (tx, { month }) => {
    const [goods, monthClosed] = await Promise.all([goodsOfMonth(tx, month), isMonthClosed(tx, civilDate(`${month}-01`))]);
    return { goods, monthClosed };
  },
  decide: ({ goods, monthClosed }, input, { actor, today }) => {
    const against = onlyKeeper(actor, '物品盘点');
    if (against !== undefined) return { no: against };
    if (monthClosed) return no('month-closed', `${input.month}或以后的月份已经结账，不能再盘点。`);
    if (input.month > today.slice(0, 7)) return no('future', `${input.month}还没有开始。`);
    const book = new Map(goods.filter((one) => one.departmentId === input.departmentId).map((one) => [one.item, one.closing]));
    const strange = input.lines.find(({ item }) => !book.has(item));
    if (strange !== undefined) return no('unknown-item', `${input.month}账上没有“${strange.item}”。`, ['先登记收发', '核对品名']);
    const missing = [...book.keys()].filter((item) => !input.lines.some((line) => line.item === item));
    if (missing.length > 0) return no('uncounted', `还没有盘点：${missing.slice(0, 10).join('、')}${missing.length > 10 ? '等' : ''}。`, ['逐项填写实存数量']);
    return { yes: { ...input, differing: input.lines.filter(({ item, counted }) => book.get(item) !== counted).map((line) => line.item) } };
  },
  write: async (tx, { differing, ...input }, { actor, now }) => {
    const sent = [insertCounts(tx, input, { personId: actor.personId, now })];
    return {
      result: { differing },
      entry: { subject: { kind: 'goods-count', id: `${input.month}/${input.departmentId}` }, detail: { ...input, differing } },
      sent,
    };
  },
};
