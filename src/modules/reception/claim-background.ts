import type { ReadTx } from '../../platform/db/transaction.ts';
import { judgeInvoices, type InvoicesVerdict } from '../../platform/invoices/verdict.ts';
import type { MatterDraft } from '../../platform/matters/kind.ts';
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

export async function claimBackground(
  tx: ReadTx,
  rules: RulesInForce,
  { matterId, form, linkedMatterId, handlerId, departmentId, digests, today }: MatterDraft<ReceptionClaimForm>,
): Promise<ClaimBackground> {
  const [linked, generalOffice, invoices] = await Promise.all([
    priorReception(tx, { matterId: linkedMatterId, asking: matterId }),
    isGeneralOffice(tx, departmentId),
    judgeInvoices(tx, { numbers: form.invoices, stated: form.invoices, matterId, digests }),
  ]);
  // A reception is claimed by whoever applied for it, or by the general office that carried it out.
  const reception = linked?.handlerId === handlerId || generalOffice ? linked : undefined;
  const letter = await letterOf(tx, form.letterNumber === '' ? (reception?.form.letterNumber ?? '') : form.letterNumber);
  const officeId = tx.officeId;
  const on = reception === undefined ? today : dayOf(reception.form.startAt);
  const bills = billsOf(form);
  return {
    reception,
    letter,
    invoices,
    comparison: compareWithLetter(letter, {
      guests: form.guests,
      activity: reception?.form.activity ?? '',
      days: [...form.rooms.map((one) => one.on), ...form.meals.map((one) => one.on)],
    }),
    reckoning: reckon(spentIn(form, reception?.form), standardsOn(rules, { officeId, on })),
    bills: judgeBills(bills, (question, facts) => rules.decide({ officeId, question, facts, on })),
    late: reception !== undefined && isLate(rules, { officeId, reception: reception.form, today }),
  };
}

/** Alcohol and the lodging of people of the county rest on what was agreed to beforehand. */
function spentIn({ guests, meals, rooms, others }: ReceptionClaimForm, plan: ReceptionForm | undefined) {
  return {
    occasion: plan?.occasion ?? '公务接待',
    guests,
    meals,
    rooms,
    others,
    alcohol: plan?.alcohol ?? null,
    lodgingReleased: new Set(plan?.rooms.flatMap((one) => one.occupants)),
  };
}

function isLate(
  rules: RulesInForce,
  { officeId, reception, today }: { readonly officeId: number; readonly reception: ReceptionForm; readonly today: CivilDate },
): boolean {
  const period = rules.duty({ officeId, duty: CLAIM_DUTY, on: dayOf(reception.startAt) })?.period;
  return period?.kind === 'triggered' && today > dueAfter(period, dayOf(reception.endAt)).dueOn;
}
