import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { askAgain } from '../matters/ask-again.ts';
import { reportLeftVacant } from '../matters/vacant-posts.ts';
import type { World } from '../world.ts';
import { SECURITY_OFFICER } from './contract-officers.ts';

export interface EndPostInput {
  readonly holdingId: number;
  /** First day without the post. */
  readonly until: CivilDate;
}

interface Seen {
  readonly post: string;
  readonly personId: number;
  readonly name: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
}

const holding = statement<Seen>(
  'holding-to-end',
  `
  select h.post, h.person_id as "personId", p.name, h.from_day::text as from, h.until_day::text as until
  from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id
  where h.office_id = $1 and h.holding_id = $2 for update of h`,
);
const end = statement<never>('end-holding', `update post_holding set until_day = $3 where office_id = $1 and holding_id = $2`);

/** 免职: ends a post on a day. What waits for its holder waits for whoever may act now; a post left without anybody is to be filled. */
export function endPostVerb(world: Pick<World, 'rules'>): Verb<EndPostInput, Seen, EndPostInput & Seen, { readonly holdingId: number }> {
  return {
    name: 'end-post',
    title: '免职',
    who: SECURITY_OFFICER,
    attemptsLogged: true,
    read: async (tx, { holdingId }) => {
      const found = await tx.row(holding, [tx.officeId, holdingId]);
      if (found === undefined) throw new Failure('not-found', '没有这条任职记录。');
      return found;
    },
    decide: (seen, input, { actor }) => {
      if (!holds(actor, SECURITY_OFFICER)) return no('not-security-officer', `任免职务由${SECURITY_OFFICER}登记。`);
      if (actor.personId === seen.personId) return no('own-grant', '不能给自己任免职务。', ['由单位另一名安全管理员登记']);
      if (input.until <= seen.from) return no('dates', `止日应晚于起日${seen.from}。`);
      return { yes: { ...seen, ...input } };
    },
    write: async (tx, { holdingId, until, post, personId, name }, moment) => {
      await tx.rows(end, [tx.officeId, holdingId, until]);
      await reportLeftVacant(tx, { personId, on: until, book: world.rules.bookOf(tx.officeId), today: moment.today });
      const matters = await askAgain(tx, { posts: [post], reason: `${name}自${until}起不再担任${post}`, moment });
      return { result: { holdingId }, entry: { subject: { kind: 'person', id: personId }, detail: { post, until, matters } } };
    },
  };
}
