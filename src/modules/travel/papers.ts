import type { ReadTx } from '../../platform/db/transaction.ts';
import type { MatterOnPaper } from '../../platform/matters/kind.ts';
import type { Paper, PaperBox } from '../../platform/matters/paper.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import type { AdvanceForm, ClaimForm, ExceptionForm, SheetForm, TripForm } from './contract.ts';
import { repaymentOf, standingTrip, type StandingTrip } from './store.ts';

const box = (label: string, value: string): PaperBox => ({ label, value });
const clock = (at: string): string => at.replace('T', ' ');
const money = (amount: number): string => yuanInWords(fen(amount));

/** 出差申请单. */
export async function tripPaper(tx: ReadTx, { matterId }: MatterOnPaper<TripForm>): Promise<Paper> {
  const trip = await standingTrip(tx, { tripId: matterId, asking: matterId });
  return { title: '出差申请单', rows: trip === undefined ? [] : tripRows(trip) };
}

/** 出差审批单: generated from the trip. */
export async function sheetPaper(tx: ReadTx, { matterId, linkedMatterId, form }: MatterOnPaper<SheetForm>): Promise<Paper> {
  const trip = await standingTrip(tx, { tripId: linkedMatterId, asking: matterId });
  const filed = trip?.filing === null || trip === undefined ? '尚未备案' : trip.filing.number;
  return { title: '出差审批单', rows: [...(trip === undefined ? [] : tripRows(trip)), [box('备注', form.note), box('备案号', filed)]] };
}

/** The boxes both forms share, in the order of the paper. */
function tripRows({ form, handlerName, department, travellers }: StandingTrip): Paper['rows'] {
  const { basis } = form;
  return [
    [box('出差人', handlerName), box('部门', department ?? '')],
    [
      box(
        '同行人员',
        travellers
          .slice(1)
          .map((one) => one.name)
          .join('、') || '无',
      ),
      box('交通工具', form.means.join('、')),
    ],
    [box('出差事由', form.purpose)],
    [
      box(
        '出差依据',
        `${basis.sort}：${basis.issuer}${basis.number === '' ? '' : ` ${basis.number}`}（${basis.date}），${basis.place}，${basis.from}至${basis.until}`,
      ),
    ],
    ...(form.outsideReason === '' ? [] : [[box('超出依据的理由', form.outsideReason)]]),
    [box('出发时间', clock(form.startAt)), box('返回时间', clock(form.endAt))],
    [box('行程', form.stops.map((one) => `${one.reachedOn} 到${one.province}${one.city}`).join('\n'))],
    [
      box(
        '预计费用（每人）',
        `${form.estimate.map((one) => `${one.name}${money(one.amount)}`).join('，')}；合计${money(form.estimate.reduce((sum, one) => sum + one.amount, 0))}`,
      ),
    ],
    [box('市级以上就餐的特殊情况', form.cityMealReason === '' ? '无' : form.cityMealReason)],
  ];
}

/** 出差特殊事项报批单. */
export async function exceptionPaper(tx: ReadTx, { matterId, linkedMatterId, form, handlerName }: MatterOnPaper<ExceptionForm>): Promise<Paper> {
  const trip = await standingTrip(tx, { tripId: linkedMatterId, asking: matterId });
  const ride =
    form.rideAt === null
      ? []
      : [
          [box('乘坐时间', clock(form.rideAt)), box('区间', form.route)],
          [box('等级', form.travelClass ?? ''), box('票价', form.fare === null ? '' : money(form.fare))],
        ];
  return {
    title: '出差特殊事项报批单',
    rows: [[box('经办人', handlerName), box('所涉出差', trip?.number ?? '')], [box('事项', form.sort)], [box('理由', form.reason)], ...ride],
  };
}

/** 出差预借单. */
export async function advancePaper(tx: ReadTx, { matterId, linkedMatterId, form, handlerName }: MatterOnPaper<AdvanceForm>): Promise<Paper> {
  const trip = await standingTrip(tx, { tripId: linkedMatterId, asking: matterId });
  return {
    title: '出差预借单',
    rows: [
      [box('借款人', handlerName), box('所涉出差', trip?.number ?? '')],
      [box('出差事由', trip?.title ?? '')],
      [box('预借金额', money(form.amount))],
      [box('说明', form.note)],
    ],
  };
}

/** 差旅费报销单; the lines stand in its result sheet. */
export async function claimPaper(
  tx: ReadTx,
  { matterId, linkedMatterId, form, handlerName, departmentName, payment }: MatterOnPaper<ClaimForm>,
): Promise<Paper> {
  const [trip, repaid] = await Promise.all([standingTrip(tx, { tripId: linkedMatterId, asking: matterId }), repaymentOf(tx, matterId)]);
  return {
    title: '差旅费报销单',
    rows: [
      [box('报销人', handlerName), box('部门', departmentName ?? '')],
      [box('出差事由', trip?.title ?? '')],
      [
        box('出差审批单', trip?.filing?.number ?? '未备案'),
        box(
          '同行人员',
          trip?.travellers
            .slice(1)
            .map((one) => one.name)
            .join('、') || '无',
        ),
      ],
      [box('实际出发', clock(form.startAt)), box('实际返回', clock(form.endAt))],
      [
        box('目的地', form.stops.map((one) => `${one.reachedOn} 到${one.province}${one.city}`).join('\n')),
        box('乘坐公务用车', form.carDays.join('、') || '无'),
      ],
      [box('冲抵预借', money(payment?.setOff ?? 0)), box('缴回余款', money(repaid?.amount ?? 0))],
      ...(form.note === '' ? [] : [[box('说明', form.note)]]),
    ],
  };
}
