import type { ReadTx } from '../../platform/db/transaction.ts';
import type { MatterOnPaper } from '../../platform/matters/kind.ts';
import type { Paper, PaperBox, PaperTable } from '../../platform/matters/paper.ts';
import { statement } from '../../platform/db/statement.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { billsOf } from './bills.ts';
import type { Guest, Host, ReceptionForm } from './contract.ts';
import type { ReceptionClaimForm, WorkMealClaimForm, WorkMealForm } from './contract-claim.ts';
import { letterOf, priorReception } from './store.ts';

const box = (label: string, value: string): PaperBox => ({ label, value });
const clock = (at: string): string => at.replace('T', ' ');
const money = (amount: number): string => yuanInWords(fen(amount));

const named = statement<{ personId: number; name: string }>(
  'names-on-reception-papers',
  `select person_id as "personId", name from person where office_id = $1 and person_id = any($2::int[])`,
);

async function namesOf(tx: ReadTx, personIds: readonly number[]): Promise<string> {
  const people = await tx.rows(named, [tx.officeId, [...new Set(personIds)]]);
  return people.map((one) => one.name).join('、') || '无';
}

const hostsOf = (meals: readonly { readonly hosts: readonly Host[] }[]): readonly number[] => meals.flatMap((meal) => meal.hosts.map((one) => one.personId));

function guestTable(guests: readonly Guest[]): PaperTable {
  return { title: '来客名单', columns: ['接待单位', '姓名', '职务', '级别'], rows: guests.map((one) => [one.unit, one.name, one.post, one.rank]) };
}

/** 公务接待审批单. */
export async function receptionPaper(tx: ReadTx, { form, handlerName, departmentName }: MatterOnPaper<ReceptionForm>): Promise<Paper> {
  const hosts = await namesOf(tx, hostsOf(form.meals));
  return {
    title: '公务接待审批单',
    rows: [
      [box('申报人', handlerName), box('股室', departmentName ?? '')],
      [box('接待场合', form.occasion), box('来函登记号', form.letterNumber)],
      [box('活动项目', form.activity)],
      [box('接待事由', form.reason)],
      [box('开始时间', clock(form.startAt)), box('结束时间', clock(form.endAt))],
      [box('接待地点', form.place), box('陪餐人员', hosts)],
      ...(form.vehicles === '' ? [] : [[box('用车安排', form.vehicles)]]),
      ...(form.alcohol === null
        ? []
        : [[box('用酒', `${form.alcohol.occasion}；县纪委${form.alcohol.consentBy}于${clock(form.alcohol.consentAt)}同意，${form.alcohol.document}`)]]),
      ...(form.unapproved === '' ? [] : [[box('未经审批情况', form.unapproved)]]),
    ],
    tables: [guestTable(form.guests)],
  };
}

/** 公务接待清单: generated from the claim. */
export async function listPaper(tx: ReadTx, { form, linkedMatterId, matterId, handlerName }: MatterOnPaper<ReceptionClaimForm>): Promise<Paper> {
  const reception = await priorReception(tx, { matterId: linkedMatterId, asking: matterId });
  const [hosts, letter] = await Promise.all([
    namesOf(tx, hostsOf(form.meals)),
    letterOf(tx, form.letterNumber === '' ? (reception?.form.letterNumber ?? '') : form.letterNumber),
  ]);
  const bills = billsOf(form);
  return {
    title: '公务接待清单',
    rows: [
      [box('接待审批', reception?.number ?? ''), box('公函', letter === undefined ? '' : `${letter.sort} ${letter.number}`)],
      [box('活动项目', reception?.form.activity ?? '')],
      [
        box('时间', reception === undefined ? '' : `${clock(reception.form.startAt)}至${clock(reception.form.endAt)}`),
        box('场所', reception?.form.place ?? ''),
      ],
      [box('陪餐人员', hosts), box('清单填写人', handlerName)],
      [box('费用合计', money(bills.reduce((sum, one) => sum + one.amount, 0)))],
      ...(form.lateReason === '' ? [] : [[box('逾期原因', form.lateReason)]]),
    ],
    tables: [
      guestTable(form.guests),
      {
        title: '费用',
        columns: ['日期', '项目', '场所', '付款', '金额'],
        rows: bills.map((one) => [one.on, one.what, one.place, [one.paidFrom, one.reference].filter((part) => part !== '').join(' '), money(one.amount)]),
      },
    ],
  };
}

/** 工作餐申请单. */
export async function workMealPaper(tx: ReadTx, { form, handlerName, departmentName }: MatterOnPaper<WorkMealForm>): Promise<Paper> {
  return {
    title: '工作餐申请单',
    rows: [
      [box('申请人', handlerName), box('股室', departmentName ?? '')],
      [box('用餐日期', `${form.on} ${form.sort}`), box('用餐地点', form.place)],
      [box('加班记录', form.overtimeRecord || '无'), box('预计金额', money(form.estimate))],
      [box('工作原因', form.reason)],
      [box('用餐人', await namesOf(tx, form.diners))],
    ],
  };
}

/** 工作餐报销单. */
export async function workMealClaimPaper(tx: ReadTx, { form, handlerName, departmentName }: MatterOnPaper<WorkMealClaimForm>): Promise<Paper> {
  return {
    title: '工作餐报销单',
    rows: [
      [box('报销人', handlerName), box('股室', departmentName ?? '')],
      [box('用餐人', await namesOf(tx, form.diners))],
      [box('用餐地点', form.place), box('付款', form.paidFrom)],
    ],
    tables: [{ title: '菜单', columns: ['品名', '品类', '金额'], rows: form.items.map((one) => [one.item, one.sort, money(one.amount)]) }],
  };
}
