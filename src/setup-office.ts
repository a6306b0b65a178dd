import { z } from 'zod';
import { civilDayOf } from './rules/calendar/civil-date.ts';
import { OFFICERS } from './platform/people/contract-officers.ts';
import type { FirstPerson, NewOffice } from './platform/people/found-office.ts';
import type { OfficeFile } from './platform/regulations/read-packs.ts';
import { signInPolicy } from './platform/sign-in/contract-policy.ts';
import { hashPassword } from './platform/sign-in/password.ts';
import { passwordFaults } from './platform/sign-in/password-rules.ts';
import { officeFromFile } from './sample/found-samples.ts';

/** What an office starts with, until its own security officer sets something else. */
export const FIRST_POLICY = signInPolicy.parse({});

const name = z.string().trim().min(2, '请填写姓名').max(20);
const loginName = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9.-]{2,30}$/, '登录名由小写字母、数字组成，字母开头，3至31位');
const password = z.string().min(1, '请填写初始密码').max(200);
const department = z.string().trim().min(2, '请填写股室').max(30);
const officer = z.object({ name, loginName, password });
const person = officer.extend({
  password: password.nullable().default(null),
  department: department.nullable().default(null),
  posts: z
    .array(z.object({ post: z.string().max(30), department: department.nullable().default(null) }))
    .max(30)
    .default([]),
});

/** 建立本单位, as filled in: the office, its departments, the three officers, and the first people with their posts. */
export const newOffice = z.object({
  key: z.string().trim().min(2, '请填写简称').max(20),
  name: z.string().trim().min(4, '请填写单位全称').max(60),
  regulations: z.enum(['文旅局', '站所局']).describe('从哪一套制度开始'),
  departments: z.array(department).min(1, '至少一个股室').max(60),
  officers: z.array(officer).length(3, '三员须各有一人'),
  people: z.array(person).max(300).default([]),
});

export type NewOfficeFilled = z.output<typeof newOffice>;
type Person = NewOfficeFilled['people'][number];

/** What is wrong with an office to be founded, in sentences: held to what 登记人员 and 登记任职 are held to afterwards. */
export function foundingFaults(filled: NewOfficeFilled, { office, packs }: OfficeFile): readonly string[] {
  const everybody: readonly (Omit<Person, 'posts' | 'department'> & Partial<Person>)[] = [...filled.officers, ...filled.people];
  const posts = new Map(office.posts.filter((one) => !one.collective).map((one) => [one.post, one]));
  const held = filled.people.flatMap((one) =>
    one.posts.map((post) => ({ ...post, holder: one.name, place: `${post.post}${post.department === null ? '' : `（${post.department}）`}` })),
  );
  const departments = filled.people.flatMap((one) => [one.department, ...one.posts.map((post) => post.department)]).filter((one) => one !== null);
  const separations = packs.flatMap(({ pack }) => pack?.separations ?? []);
  return [
    ...everybody.flatMap((one) =>
      one.password === null
        ? []
        : passwordFaults(one.password, { policy: FIRST_POLICY, name: one.name, loginName: one.loginName }).map((fault) => `${one.name}的初始${fault}`),
    ),
    ...twice(everybody.map((one) => one.loginName)).map((one) => `登录名“${one}”重复`),
    ...twice(filled.departments).map((one) => `股室“${one}”重复`),
    ...departments.filter((one) => !filled.departments.includes(one)).map((one) => `没有填写“${one}”这个股室`),
    ...held.filter(({ post }) => !posts.has(post)).map(({ post }) => `所选的制度没有“${post}”这个职务`),
    ...twice(held.filter(({ post }) => posts.get(post)?.sole === true).map(({ place }) => place)).map((place) => `${place}同一天只能由一人担任`),
    ...twice(held.map(({ holder, place }) => `${holder}的${place}`)).map((one) => `${one}填写了两次`),
    ...filled.people.flatMap((one) =>
      separations
        .filter((apart) => apart.posts.filter((post) => one.posts.some((own) => own.post === post)).length > 1)
        .map((apart) => `${one.name}的职务中，${apart.posts.join('、')}不得由一人兼任`),
    ),
  ];
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((one, index) => names.indexOf(one) !== index))];
}

/** The office to be founded, with its passwords hashed; it begins today. */
export async function officeToFound(filled: NewOfficeFilled, { file, now }: { readonly file: OfficeFile; readonly now: Date }): Promise<NewOffice> {
  const hashed = async ({ password: written, ...one }: Person): Promise<FirstPerson> => ({
    ...one,
    rank: null,
    passwordHash: written === null ? null : await hashPassword(written),
  });
  const officers = filled.officers.map((one, index) => ({ ...one, department: null, posts: [{ post: OFFICERS[index] ?? '', department: null }] }));
  const people = await Promise.all([...officers, ...filled.people].map(hashed));
  const departments = filled.departments.map((one) => ({ name: one, kind: '股室' as const }));
  return { ...officeFromFile(file, { departments, people }, { sample: false }), key: filled.key, name: filled.name, startedOn: civilDayOf(now) };
}
