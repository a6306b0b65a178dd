import type { Facts } from '../decision.ts';
import { WITNESS, type Involved } from '../route/resolve-route.ts';
import type { Holder, PostPlace, Staff } from '../route/staff.ts';

/** The people of a case: nobody but who its facts speak of, and one person (two in a section) for every other post. */
export interface CaseStaff {
  readonly staff: Staff;
  readonly handlerId: number;
  readonly parties: readonly Involved[];
}

const HANDLER = 1;
const BENEFICIARY = 2;
const TOGETHER = 3;
const WITNESS_PERSON = 4;
const FIRST_OTHER = 5;

/** The facts every matter carries about its people; a case that is silent about them means nobody of rank. */
export const PEOPLE_FACTS: Facts = { handlerPosts: [], beneficiaryPosts: [], heldTogether: [] };

/**
 * Staffs an office for a case: the handler holds 经办人职务, a beneficiary 受益人职务, one person the posts of 兼任. Who shares a post is the
 * same person. A post of one holder that none of them holds has a person of its own; a section always has further members, two unless more are asked.
 */
export function staffOfCase(posts: readonly PostPlace[], facts: Facts, { members }: { readonly members: number } = { members: 2 }): CaseStaff {
  const people = joined([
    { personId: HANDLER, name: '经办人', posts: postsIn(facts['handlerPosts']) },
    { personId: BENEFICIARY, name: '受益人', posts: postsIn(facts['beneficiaryPosts']) },
    { personId: TOGETHER, name: '兼任者', posts: postsIn(facts['heldTogether']) },
  ]);
  const holders: Holder[] = people.flatMap(({ personId, name, posts: held }) =>
    held.map((post) => ({ post, personId, name, departmentId: null, coverFor: null })),
  );
  let next = FIRST_OTHER;
  for (const { post, sole, collective } of posts) {
    if (collective || (sole && holders.some((one) => one.post === post))) continue;
    for (const name of sole ? [post] : Array.from({ length: members }, (_, index) => `${post}${'甲乙丙丁戊己庚辛壬癸'[index] ?? index + 1}`)) {
      holders.push({ post, personId: next, name, departmentId: null, coverFor: null });
      next += 1;
    }
  }
  const beneficiary = people.find((one) => one.personId === BENEFICIARY && one.posts.length > 0);
  const parties: Involved[] = [{ personId: WITNESS_PERSON, name: WITNESS, role: WITNESS }];
  if (beneficiary !== undefined) parties.push({ personId: BENEFICIARY, name: '受益人', role: '受益人' });
  return { staff: { posts, holders }, handlerId: HANDLER, parties };
}

interface CasePerson {
  readonly personId: number;
  readonly name: string;
  readonly posts: readonly string[];
}

/** People who share a post are one: the first of them, with the posts of all. */
function joined(people: readonly CasePerson[]): readonly CasePerson[] {
  const kept: CasePerson[] = [];
  for (const person of people) {
    const index = kept.findIndex((one) => one.posts.some((post) => person.posts.includes(post)));
    const same = kept[index];
    if (same === undefined) kept.push(person);
    else kept[index] = { ...same, posts: [...new Set([...same.posts, ...person.posts])] };
  }
  return kept;
}

function postsIn(fact: Facts[string] | undefined): readonly string[] {
  return Array.isArray(fact) ? fact : [];
}
