import type { ReadTx } from '../../platform/db/transaction.ts';
import { agrees, invoicesAsRead, invoicesTaken, lockable } from '../../platform/invoices/lock.ts';
import type { Invoice } from '../../platform/invoices/contract.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { dueAfter } from '../../rules/duties/due.ts';
import { standardsOn } from './background.ts';
import { billsOf, judgeBills, type BillsVerdict } from './bills.ts';
import type { ReceptionClaimForm } from './contract-claim.ts';
import { compareWithLetter, type Comparison, type Letter } from './letter.ts';
import { CLAIM_DUTY } from './reception-kind.ts';
import { reckon, type Reckoning } from './reckon.ts';
import type { ReceptionForm } from './contract.ts';
import { dayOf, isGeneralOffice, letterOf, priorReception, type Prior } from './store.ts';

/** What a claim is judged by besides its form, read once. */
export interface ClaimBackground {
  readonly reception: Prior<ReceptionForm> | undefined;
  readonly letter: Letter | undefined;
  readonly comparison: Comparison;
  readonly reckoning: Reckoning;
  readonly bills: BillsVerdict;
  readonly invoices: InvoicesVerdict;
  readonly late: boolean;
}

interface ClaimOf {
  readonly matterId: number | null;
  readonly form: ReceptionClaimForm;
  readonly linkedMatterId: number | null;
  readonly handlerId: number;
  readonly departmentId: number | null;
  readonly today: CivilDate;
}

export async function claimBackground(tx: ReadTx, rules: RulesInForce, { matterId, form, linkedMatterId, handlerId, departmentId, today }: ClaimOf): Promise<ClaimBackground> {
  const [linked, generalOffice, invoices] = await Promise.all([
    priorReception(tx, { matterId: linkedMatterId, asking: matterId }), isGeneralOffice(tx, departmentId), invoicesVerdict(tx, { invoices: form.invoices, matterId }),
  ]);
  // A reception is claimed by whoever applied for it, or by the general office that carried it out.
  const reception = linked?.handlerId === handlerId || generalOffice ? linked : undefined;
  const letter = await letterOf(tx, form.letterNumber === '' ? (reception?.form.letterNumber ?? '') : form.letterNumber);
  const officeId = tx.officeId;
  const on = reception === undefined ? today : dayOf(reception.form.startAt);
  const bills = billsOf(form);
  return {
    reception, letter, invoices,
    comparison: compareWithLetter(letter, { guests: form.guests, activity: reception?.form.activity ?? '', days: [...form.rooms.map((one) => one.on), ...form.meals.map((one) => one.on)] }),
    reckoning: reckon(spentIn(form, reception?.form), standardsOn(rules, { officeId, on })),
    bills: judgeBills(bills, (question, facts) => rules.decide({ officeId, question, facts, on })),
    late: reception !== undefined && isLate(rules, { officeId, reception: reception.form, today }),
  };
}

/** Alcohol and the lodging of people of the county rest on what was agreed to beforehand. */
function spentIn({ guests, meals, rooms, others }: ReceptionClaimForm, plan: ReceptionForm | undefined) {
  return { occasion: plan?.occasion ?? '公务接待', guests, meals, rooms, others, alcohol: plan?.alcohol ?? null, lodgingReleased: new Set(plan?.rooms.flatMap((one) => one.occupants)) };
}

function isLate(rules: RulesInForce, { officeId, reception, today }: { readonly officeId: number; readonly reception: ReceptionForm; readonly today: CivilDate }): boolean {
  const period = rules.duty({ officeId, duty: CLAIM_DUTY, on: dayOf(reception.startAt) })?.period;
  return period?.kind === 'triggered' && today > dueAfter(period, dayOf(reception.endAt)).dueOn;
}

export interface InvoicesVerdict {
  readonly used: boolean;
  readonly match: boolean;
  /** In fen. */
  readonly sum: number;
}

export async function invoicesVerdict(tx: ReadTx, { invoices, matterId }: { readonly invoices: readonly Invoice[]; readonly matterId: number | null }): Promise<InvoicesVerdict> {
  const numbers = lockable(invoices);
  const [taken, asRead] = await Promise.all([invoicesTaken(tx, numbers, matterId), invoicesAsRead(tx, numbers.map((one) => one.number))]);
  return {
    used: taken.length > 0 || new Set(numbers.map((one) => one.number)).size < numbers.length,
    match: invoices.every((one) => agrees(one, asRead)),
    sum: invoices.reduce((sum, one) => sum + one.amount, 0),
  };
}
