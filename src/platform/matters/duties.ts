import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { Staff } from '../../rules/route/staff.ts';
import { clashOf, dutyOfAct, type DutyClash, type DutyDone, type MatterDuty } from '../../rules/separation/incompatible.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import { staffOn } from '../people/staff.ts';
import { actingOn } from './entitled.ts';
import { seeMatter, type RouteStep, type SeenMatter, type SeenRoute } from './seen.ts';

interface Asked {
  readonly matter: Pick<SeenRoute, 'handlerId' | 'steps' | 'duties' | 'exceptions'>;
  /** With what the regulations keep apart on its day. */
  readonly staff: Staff;
}

/** The duty somebody takes by signing; a body's decision is nobody's own duty, and a no ends the matter. */
export function dutySigned({ act, verdict, resolutionId }: Pick<RouteStep, 'act' | 'verdict' | 'resolutionId'>): MatterDuty | null {
  return resolutionId !== null || (verdict !== 'agreed' && verdict !== 'dissented') ? null : dutyOfAct(act);
}

/** What everybody has done of the matter in the round in force, himself or through his cover. */
function dutiesDone({ handlerId, steps, duties }: Asked['matter']): readonly DutyDone[] {
  const signed = steps.flatMap((step) => {
    const duty = dutySigned(step);
    return duty === null ? [] : actingOn(step).map((personId) => ({ personId, duty }));
  });
  return [{ personId: handlerId, duty: '经办' }, ...duties, ...signed];
}

/** A person and the duty he would take; null for an act that is none. */
interface Taking {
  readonly personId: number;
  /** The absent person he would take it for; left out where he takes it himself. */
  readonly coverFor?: number | null;
  readonly duty: MatterDuty | null;
}

/** Why a person may not take a duty of the matter; undefined if nothing keeps him from it. */
export function clashIn({ matter, staff }: Asked, { personId, duty }: Taking): DutyClash | undefined {
  const { incompatible, day } = staff;
  if (duty === null || incompatible === undefined || incompatible.length === 0 || day === undefined) return undefined;
  return clashOf({ personId, duty, rules: incompatible, done: dutiesDone(matter), exceptions: matter.exceptions, today: day });
}

/** The wall between the duties of one matter, as a refusal. */
export function dutyAgainst(asked: Asked, { coverFor = null, ...taking }: Taking): Refusal | undefined {
  const own = clashIn(asked, taking);
  const clash = own ?? (coverFor === null ? undefined : clashIn(asked, { ...taking, personId: coverFor }));
  if (clash === undefined) return undefined;
  const {
    done,
    rule: { duties, exception, clause },
  } = clash;
  const sentence = `${own === undefined ? '您所代理的人员' : '您'}已在本事项中办理“${done}”，${duties.join('、')}由不同的人办理，不能再办理“${taking.duty}”。`;
  return { code: 'incompatible-duty', clause, sentence, whatWouldHelp: ['由其他人员办理', ...(exception ? ['紧急情况可申请例外，由另一人核准'] : [])] };
}

/** What the wall is asked with by whoever does not read the matter whole for his own purpose. */
export interface DutyGround {
  readonly matter: SeenMatter;
  readonly staff: Staff;
}

export async function dutyGroundOf(tx: ReadTx, { matterId, today }: { readonly matterId: number; readonly today: CivilDate }): Promise<DutyGround> {
  const [matter, staff] = await Promise.all([seeMatter(tx, matterId), staffOn(tx, today)]);
  return { matter, staff };
}

const record = statement<never>(
  'record-matter-duty',
  `
  insert into matter_duty (office_id, matter_id, round, person_id, duty, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
);

interface Taken extends DutyDone {
  readonly matter: Pick<SeenRoute, 'matterId' | 'round'>;
  readonly now: Date;
}

/** Notes that somebody has taken a duty that is no step: paid, kept the books, filed, audited. The database refuses what the regulations keep apart. */
export function recordDuty(tx: ActTx, { matter, personId, duty, now }: Taken): Promise<unknown> {
  return tx.rows(record, [tx.officeId, matter.matterId, matter.round, personId, duty, now]);
}
