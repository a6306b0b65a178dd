import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb, Verdict } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { askAgain } from '../matters/ask-again.ts';
import { endVacantPost } from '../matters/vacant-posts.ts';
import type { World } from '../world.ts';
import { SECURITY_OFFICER } from './contract-officers.ts';
import { departmentToJoin, notStanding, type StandingDepartment } from './department-on.ts';
import { officerClash } from './officers.ts';
import { excepted, exceptionsOf, type SeparationException } from './separation-exception.ts';
import { postGuardsOf } from './post-guard.ts';

export interface GivePostInput {
  readonly post: string;
  readonly personId: number;
  /** Portfolio or section headed; null for the whole office. */
  readonly departmentId: number | null;
  readonly from: CivilDate;
  /** First day without the post; null while open. */
  readonly until: CivilDate | null;
}

interface Holding {
  readonly post: string;
  readonly personId: number;
  readonly name: string;
  readonly departmentId: number | null;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  /** Held as 代理. */
  readonly covering: boolean;
}

interface Seen {
  readonly place: { readonly sole: boolean; readonly collective: boolean } | undefined;
  readonly name: string;
  readonly department: StandingDepartment | undefined;
  /** Everybody who holds the post, and everything the person holds, at any time from the first day on. */
  readonly holdings: readonly Holding[];
  readonly exceptions: readonly SeparationException[];
  /** What the modules have against it. */
  readonly guarded: Refusal | undefined;
}

interface Plan extends GivePostInput {
  readonly sole: boolean;
  readonly name: string;
}

const place = statement<{ sole: boolean; collective: boolean }>(
  'post-to-give',
  `select sole, collective from post where office_id = $1 and post = $2 for update`,
);
const personOf = statement<{ name: string }>(
  'person-to-hold',
  `
  select name from person where office_id = $1 and person_id = $2 and joined_on <= $3::date and (left_on is null or left_on > $3::date)`,
);
const overlapping = statement<Holding>(
  'holdings-from',
  `
  select h.post, h.person_id as "personId", p.name, h.department_id as "departmentId", h.from_day::text as from, h.until_day::text as until, false as covering
  from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id
  where h.office_id = $1 and (h.post = $2 or h.person_id = $3) and h.period && daterange($4::date, $5::date, '[)')
  union all
  select c.post, c.cover_person_id, p.name, null, c.from_day::text, c.until_day::text, true
  from cover c join person p on p.office_id = c.office_id and p.person_id = c.cover_person_id
  where c.office_id = $1 and c.cover_person_id = $3 and c.ended_at is null and daterange(c.from_day, c.until_day) && daterange($4::date, $5::date, '[)')`,
);
const insert = statement<{ id: number }>(
  'give-post',
  `
  insert into post_holding (office_id, post, person_id, department_id, sole, from_day, until_day, given_by) values ($1, $2, $3, $4, $5, $6, $7, $8)
  returning holding_id as id`,
);

type GrantingWorld = Pick<World, 'rules' | 'modules'>;

/** 任职: gives a post from a day on. Sole posts have one holder on any day; separated posts never meet in one person (条款 of the packs). */
export function givePostVerb(world: GrantingWorld): Verb<GivePostInput, Seen, Plan, { readonly holdingId: number }> {
  return {
    name: 'give-post',
    title: '任职',
    who: SECURITY_OFFICER,
    attemptsLogged: true,
    read: (tx, input, { today }) => see(world, tx, { input, today }),
    decide: (seen, input, { actor }) => {
      if (!holds(actor, SECURITY_OFFICER)) return no('not-security-officer', `任免职务由${SECURITY_OFFICER}登记。`);
      if (actor.personId === input.personId) return no('own-grant', '不能给自己任免职务。', ['由单位另一名安全管理员登记']);
      return judge(world, { seen, input, officeId: actor.officeId });
    },
    write: async (tx, plan, moment) => {
      const { post, personId, departmentId, sole, from, until } = plan;
      const made = await tx.row(insert, [tx.officeId, post, personId, departmentId, sole, from, until, moment.actor.personId]);
      if (made === undefined) throw new Error('the holding was not inserted');
      const matters = await askAgain(tx, { posts: [post], reason: `${plan.name}自${from}起担任${post}`, moment });
      await endVacantPost(tx, { post, name: plan.name, moment });
      return {
        result: { holdingId: made.id },
        entry: { subject: { kind: 'person', id: personId }, detail: { post, departmentId, from, until, name: plan.name, matters } },
      };
    },
  };
}

async function see(world: GrantingWorld, tx: ReadTx, { input, today }: { readonly input: GivePostInput; readonly today: CivilDate }): Promise<Seen> {
  const { post, personId, departmentId, from, until } = input;
  const [found, person, department, holdings, exceptions, guarded] = await Promise.all([
    tx.row(place, [tx.officeId, post]),
    tx.row(personOf, [tx.officeId, personId, from]),
    departmentToJoin(tx, departmentId),
    tx.rows(overlapping, [tx.officeId, post, personId, from, until]),
    exceptionsOf(tx, personId),
    Promise.all(postGuardsOf(world.modules).map((guard) => guard.against(tx, input, today))),
  ]);
  if (person === undefined) throw new Failure('not-found', '没有这个人，或者他那一天不在本单位。');
  return { place: found, name: person.name, department, holdings, exceptions, guarded: guarded.find((one) => one !== undefined) };
}

function judge(
  world: GrantingWorld,
  { seen, input, officeId }: { readonly seen: Seen; readonly input: GivePostInput; readonly officeId: number },
): Verdict<Plan> {
  const { post, personId, departmentId, from, until } = input;
  if (seen.place === undefined) return no('no-such-post', `本单位没有“${post}”这个职务。`);
  if (seen.place.collective) return no('collective', `${post}是集体，不由个人担任。`);
  if (until !== null && until <= from) return no('dates', '止日应晚于起日。');
  const closed = notStanding(seen.department, { departmentId, day: from });
  if (closed !== undefined) return closed;
  const book = world.rules.bookOf(officeId);
  const sole = book?.soleHolders(from).find((one) => one.post === post);
  const other = seen.holdings.find(
    (one) => !one.covering && one.post === post && (one.departmentId ?? 0) === (departmentId ?? 0) && (seen.place?.sole === true || one.personId === personId),
  );
  if (other !== undefined) {
    const ends = other.until === null ? '' : `至${addDays(other.until, -1)}`;
    const sentence = `${post}由${other.name}自${other.from}${ends}担任，同一天只能有一人。`;
    return { no: { code: 'sole-holder', clause: sole?.clause.ref ?? null, sentence, whatWouldHelp: [`先将${other.name}的任期定到${from}之前`] } };
  }
  const apart = separationAgainst(world, { seen, input, officeId });
  if (apart !== undefined) return { no: apart };
  if (seen.guarded !== undefined) return { no: seen.guarded };
  return { yes: { ...input, sole: seen.place.sole, name: seen.name } };
}

function separationAgainst(
  world: GrantingWorld,
  { seen, input, officeId }: { readonly seen: Seen; readonly input: GivePostInput; readonly officeId: number },
): Refusal | undefined {
  const held = seen.holdings.filter((one) => one.personId === input.personId && one.post !== input.post);
  const officer = held.map((one) => officerClash({ name: seen.name, held: one.post, given: input.post })).find((one) => one !== undefined);
  if (officer !== undefined) return officer;
  for (const separation of world.rules.bookOf(officeId)?.separations(input.from) ?? []) {
    if (!separation.posts.includes(input.post)) continue;
    const clash = held.find(
      (one) => separation.posts.includes(one.post) && !(separation.exception && excepted(seen.exceptions, [one.post, input.post], [one, input])),
    );
    if (clash === undefined) continue;
    const sentence = `${seen.name}已${clash.covering ? '代理' : '担任'}${clash.post}，${separation.posts.join('、')}不得由一人兼任。`;
    return {
      code: separation.clause.ref.id,
      clause: separation.clause.ref,
      sentence,
      whatWouldHelp: [
        `先结束${seen.name}的${clash.post}${clash.covering ? '代理' : '职务'}，并办理交接`,
        ...(separation.exception ? ['由集体决定有期限的例外，任职不超过例外的止日'] : []),
      ],
    };
  }
  return undefined;
}
