import { addDays, civilDayOf, type CivilDate } from '../rules/calendar/civil-date.ts';
import { isWorkday } from '../rules/calendar/working-days.ts';
import { fen } from '../rules/money.ts';
import { openProjectVerb, recordIncomeVerb, registerAccountVerb } from '../modules/expenditure/income.ts';
import { payVerb } from '../modules/expenditure/pay.ts';
import { designatePurchaserVerb } from '../modules/expenditure/purchaser.ts';
import { setBudgetVerb } from '../modules/expenditure/budget.ts';
import type { Category } from '../modules/expenditure/contract-request.ts';
import type { Cast } from './cast.ts';
import { agreeToAll, submit, type Recorder } from './drive.ts';
import { handIn } from './invoice.ts';

/** One payment of the story: how many days before today it began, who handled it, and how far it came. */
interface Scene {
  readonly daysAgo: number;
  readonly handler: string;
  readonly purpose: string;
  readonly category: Category;
  readonly payee: string;
  readonly yuan: number;
  readonly method: '公务卡' | '银行转账';
  /** How far it came: asked, agreed, claimed, signed, paid. */
  readonly until: 'asked' | 'agreed' | 'claimed' | 'signed' | 'paid';
}

export interface Story {
  readonly cast: Cast;
  readonly account: string;
  readonly bank: string;
  /** Yearly appropriation, in yuan. */
  readonly appropriation: number;
  readonly finance: string;
  readonly payer: string;
  readonly recorder: Recorder;
  readonly purchasers: readonly string[];
  readonly witness: string;
  readonly buyer: string;
  /** From this amount a request comes before the claim; 0 = always. */
  readonly requestFrom: number;
  readonly scenes: readonly Scene[];
}

/** Lets an office live through its scenes, everything by its verbs, with the clock standing where the story is. */
export async function liveThrough(story: Story): Promise<void> {
  const { cast } = story;
  const today = civilDayOf(cast.world.clock());
  const end = cast.world.clock();
  await begin(story, today);
  const scenes = story.scenes.toSorted((one, other) => other.daysAgo - one.daysAgo);
  for (const [index, scene] of scenes.entries()) await play(story, { scene, index, today });
  cast.world.setClock(end);
}

/** The year's money, the accounts, the purchasers, the budget. */
async function begin({ cast, account, bank, appropriation, finance, purchasers, recorder }: Story, today: CivilDate): Promise<void> {
  const rules = cast.world.rules;
  cast.at(workdayOn(addDays(today, -110)), '09:00');
  const received = civilDayOf(cast.world.clock());
  await cast.perform(finance, registerAccountVerb, { account, bank });
  const money = { account, receivedOn: received, netted: 0, unitId: null, projectId: null, copies: 1, expected: '' } as const;
  await cast.perform(finance, recordIncomeVerb(rules), {
    ...money,
    source: '县财政局年度拨款',
    funding: '财政拨款',
    book: '机关',
    amount: fen(appropriation * 100),
  });
  await cast.perform(finance, recordIncomeVerb(rules), { ...money, source: '工会经费拨缴', funding: '其他资金', book: '工会', amount: fen(6_000_000) });
  await cast.perform(finance, openProjectVerb, { name: '年度重点工作专项', categories: ['会议费', '培训费', '印刷费'] });
  await cast.perform(finance, setBudgetVerb, {
    year: Number(today.slice(0, 4)),
    lines: { '因公出国(境)': fen(0), 公务用车购置: fen(0), 公务用车运行: fen(3_600_000), 公务接待: fen(2_400_000) },
  });
  for (const name of purchasers) {
    await cast.perform(recorder.name, designatePurchaserVerb, { personId: cast.personId(name), designatedBy: '办公室', from: received, until: null });
  }
}

/** The day itself, or the next on which the office works. */
export function workdayOn(day: CivilDate): CivilDate {
  let at = day;
  while (!isWorkday(at)) at = addDays(at, 1);
  return at;
}

/** The day itself, or the last before it on which the office worked. */
export function workdayBefore(day: CivilDate): CivilDate {
  let at = day;
  while (!isWorkday(at)) at = addDays(at, -1);
  return at;
}

interface Playing {
  readonly scene: Scene;
  readonly index: number;
  readonly today: CivilDate;
}

const REACHED = ['asked', 'agreed', 'claimed', 'signed', 'paid'] as const;

async function play(story: Story, { scene, index, today }: Playing): Promise<void> {
  const { cast, requestFrom } = story;
  const reaches = (stage: Scene['until']): boolean => REACHED.indexOf(scene.until) >= REACHED.indexOf(stage);
  const begun = workdayOn(addDays(today, -scene.daysAgo));
  const minutes = `会议纪要〔${today.slice(0, 4)}〕${index + 1}号`;
  let linked: number | null = null;
  if (scene.yuan >= requestFrom) {
    cast.at(begun, '09:10');
    linked = await submit(cast, scene.handler, { content: requestOf(scene, begun), digest: null });
    if (!reaches('agreed')) return;
    cast.at(begun, '15:20');
    await agreeToAll(cast, linked, { recorder: story.recorder, reader: story.finance, minutes });
  }
  if (!reaches('claimed')) return;
  const spent = workdayOn(addDays(begun, 2));
  if (spent >= today) return;
  await settle(story, { scene, index, linked, spent, reaches });
}

function requestOf({ purpose, category, payee, yuan, method }: Scene, day: CivilDate) {
  const supplies =
    category === '办公用品' ? [{ item: purpose, specification: '', quantity: 1, unit: '批', unitPrice: yuan * 100, priceSource: '政府采购网上商城' }] : [];
  const form = { purpose, category, funding: '财政拨款', payee, amount: yuan * 100, paymentMethod: method, plannedOn: addDays(day, 2), batch: false, supplies };
  return { kind: 'spending-request', form, linkedMatterId: null };
}

interface Settling {
  readonly scene: Scene;
  readonly index: number;
  readonly linked: number | null;
  readonly spent: CivilDate;
  readonly reaches: (stage: Scene['until']) => boolean;
}

async function settle(story: Story, { scene, index, linked, spent, reaches }: Settling): Promise<void> {
  const { cast, recorder, finance, payer, witness, buyer, purchasers } = story;
  const { handler, purpose, category, payee, yuan, method } = scene;
  const amount = fen(yuan * 100);
  const number = `2653${String(cast.office.officeId).padStart(4, '0')}${spent.replaceAll('-', '')}${String(index).padStart(4, '0')}`;
  cast.at(workdayOn(addDays(spent, 1)), '10:05');
  const digest = await handIn(cast, handler, { number, date: spent, seller: payee, buyer, amount, item: purpose });
  const form = {
    purpose,
    category,
    funding: '财政拨款',
    payee,
    amount,
    paymentMethod: method,
    transactionReference: method === '公务卡' ? `POS${number.slice(-8)}` : '',
    spentOn: spent,
    specialReason: purchasers.includes(handler) ? '' : '本人外出期间办理，事由紧急',
    witnessId: cast.personId(witness),
    invoices: [{ issuerKind: '税务发票', number, date: spent, seller: payee, amount }],
  };
  const matterId = await submit(cast, handler, { content: { kind: 'claim', form, linkedMatterId: linked }, digest });
  if (!reaches('signed')) return;
  cast.at(workdayOn(addDays(spent, 2)), '16:00');
  const signed = await agreeToAll(cast, matterId, { recorder, reader: finance, minutes: '' });
  if (!reaches('paid')) return;
  cast.at(workdayOn(addDays(spent, 3)), '09:40');
  const paidOn = civilDayOf(cast.world.clock());
  await cast.perform(payer, payVerb(cast.world.rules), { matterId, version: signed.version, method, reference: `HD${number.slice(-10)}`, paidOn, cash: null });
}
