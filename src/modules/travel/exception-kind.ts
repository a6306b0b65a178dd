import { momentOf } from '../../rules/calendar/civil-date.ts';
import type { MatterKind } from '../../platform/matters/kind.ts';
import { dayOf, exceptionForm, type ExceptionForm } from './contract.ts';
import { exceptionPaper } from './papers.ts';

/** 出差特殊事项: what the regulation leaves to a named leader – each with its reason, recorded, for one trip. */
export const tripException: MatterKind<ExceptionForm> = {
  kind: 'trip-exception',
  title: '出差特殊事项',
  purpose: '超等级乘坐须事先报批；市级以上就餐、逾期报销、非公务卡付款、违规出差放行，从所涉出差发起。',
  question: '出差特殊事项',
  series: '差特',
  form: exceptionForm,
  gist: ({ form, today, linkedMatterId }) => ({
    title: `${form.sort}：${form.reason.slice(0, 40)}`,
    amount: null,
    factDay: form.rideAt === null ? today : minOf(dayOf(form.rideAt), today),
    parties: [],
    linkedMatterId,
  }),
  facts: async (_tx, { form, now }) => ({
    tripException: form.sort,
    rideComplete: form.rideAt !== null && form.route !== '' && form.travelClass !== null && form.fare !== null,
    askedBeforeRide: form.rideAt !== null && now < momentOf(form.rideAt),
  }),
  paper: exceptionPaper,
  ofHandler: true,
  endsIn: 'closed',
};

function minOf<T extends string>(one: T, other: T): T {
  return one < other ? one : other;
}
