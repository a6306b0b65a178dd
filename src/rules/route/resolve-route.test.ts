import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withMore } from '../decide/gathered.ts';
import { SHARES, type PostStep, type StepAct, type StepCount } from '../decision.ts';
import { resolveRoute, type Involved } from './resolve-route.ts';
import type { Business, Holder, Staff } from './staff.ts';

const clause = { regulation: '财务财物管理制度', version: '2024-01-01', clause: '二', id: 'FIN-02h' };
const step = (post: string, act: StepAct, more: Partial<PostStep> = {}): PostStep => ({ post, act, onOwnBusiness: [], onSamePerson: [], clause, ...more });
const held = (post: string, personId: number, more: Partial<Holder> = {}): Holder => ({
  post,
  personId,
  name: `甲${personId}`,
  departmentId: null,
  coverFor: null,
  ...more,
});
const CLERK = 1;
const HEAD = 2;
const FINANCE = 3;
const DISCIPLINE = 4;
const staff: Staff = {
  posts: [
    { post: '局务会', superior: null, sole: false, collective: true },
    { post: '局长', superior: '局务会', sole: true, collective: false },
    { post: '分管财务领导', superior: '局长', sole: true, collective: false },
    { post: '纪检领导', superior: '局长', sole: true, collective: false },
    { post: '财务股', superior: '局长', sole: false, collective: false },
  ],
  holders: [held('局长', HEAD), held('分管财务领导', FINANCE), held('纪检领导', DISCIPLINE), held('财务股', 5), held('财务股', 6)],
};
const claim = [step('财务股', '确认', { onOwnBusiness: ['财务股'] }), step('纪检领导', '审核'), step('分管财务领导', '签批')];
const route = (
  steps: readonly PostStep[],
  more: { handlerId?: number; parties?: readonly Involved[]; staff?: Staff; departmentId?: number; business?: Business } = {},
): readonly string[] =>
  resolveRoute({
    steps,
    staff: more.staff ?? staff,
    handlerId: more.handlerId ?? CLERK,
    parties: more.parties ?? [],
    departmentId: more.departmentId ?? null,
    business: more.business ?? null,
  }).map((one) => `${one.post}${one.act}${one.stuck ? '停' : `:${one.candidates.map((who) => who.personId).join(',')}`}`);

describe('the route of a claim', () => {
  test('goes to the posts the clause names', () => expect(route(claim)).toEqual(['财务股确认:5,6', '纪检领导审核:4', '分管财务领导签批:3']));
  test('passes over the handler: one step higher', () =>
    expect(route(claim, { handlerId: DISCIPLINE })).toEqual(['财务股确认:5,6', '局长审核:2', '分管财务领导签批:3']));
  test('passes over a beneficiary', () =>
    expect(route(claim, { parties: [{ personId: FINANCE, name: '甲3', role: '受益人' }] })).toEqual(['财务股确认:5,6', '纪检领导审核:4', '局长签批:2']));
  test('a member of a section is replaced by another member', () => expect(route(claim, { handlerId: 5 })[0]).toBe('财务股确认:6'));
  test('and waits if there is none', () => {
    const alone = { ...staff, holders: staff.holders.filter((one) => one.personId !== 6) };
    expect(route(claim, { handlerId: 5, staff: alone })[0]).toBe('财务股确认停');
  });
  test('one person signs once: the later step goes up, and from the head to the meeting', () => {
    const both = { ...staff, holders: [held('局长', HEAD), held('分管财务领导', DISCIPLINE), held('纪检领导', DISCIPLINE), held('财务股', 5)] };
    expect(route(claim, { staff: both })).toEqual(['财务股确认:5', '纪检领导审核:4', '局长签批:2']);
    const head = { ...staff, holders: [held('局长', HEAD), held('分管财务领导', HEAD), held('纪检领导', HEAD), held('财务股', 5)] };
    expect(route(claim, { staff: head })).toEqual(['财务股确认:5', '纪检领导审核:2', '局务会决定:']);
  });
  test('a vacant post goes up and is named', () => {
    const vacant = { ...staff, holders: staff.holders.filter((one) => one.post !== '纪检领导') };
    const [, review] = resolveRoute({ steps: claim, staff: vacant, handlerId: CLERK, parties: [], departmentId: null, business: null });
    expect(review).toMatchObject({ post: '局长', vacant: ['纪检领导'], reasons: ['纪检领导现无人担任'], askedPost: '纪检领导' });
  });
});

describe('review by another section', () => {
  const [CULTURE, MONEY] = [21, 22];
  const seated = {
    ...staff,
    holders: [
      held('局长', HEAD),
      held('分管财务领导', FINANCE),
      held('财务股', 5, { sectionId: MONEY }),
      held('财务股', 6, { sectionId: MONEY }),
      held('财务股', 7, { sectionId: CULTURE }),
    ],
  };
  const review = [step('财务股', '审核'), step('分管财务领导', '签批')];
  const ask = (departmentId: number, steps = review) =>
    resolveRoute({ steps, staff: seated, handlerId: 5, parties: [], departmentId, business: null, reviewedElsewhere: true });
  test('a colleague of the handler does not review for him (ICF-03.2s)', () => expect(ask(MONEY)[0]).toMatchObject({ candidates: [{ personId: 7 }] }));
  test('where only colleagues could, the step goes up and says why', () => {
    const alone = { ...seated, holders: seated.holders.filter((one) => one.personId !== 7) };
    expect(
      resolveRoute({ steps: review, staff: alone, handlerId: 5, parties: [], departmentId: MONEY, business: null, reviewedElsewhere: true })[0],
    ).toMatchObject({ post: '局长', reasons: ['甲6与经办人同在一个股室，复核由其他股室的人员办理'] });
  });
  test('a colleague may where another section reviews besides, or where nothing is paid', () => {
    expect(ask(MONEY, [step('财务股', '确认'), step('局长', '审核'), step('分管财务领导', '签批')])[0]?.candidates.map((one) => one.personId)).toEqual([6, 7]);
    expect(
      resolveRoute({ steps: review, staff: seated, handlerId: 5, parties: [], departmentId: MONEY, business: null })[0]?.candidates.map((one) => one.personId),
    ).toEqual([6, 7]);
  });
});

describe('prior approval', () => {
  const band = [step('分管财务领导', '同意', { onOwnBusiness: ['局长'] }), step('局长', '批准', { onOwnBusiness: ['局务会'], onSamePerson: ['合并'] })];
  test('the finance leader’s own request is signed once by the head', () => expect(route(band, { handlerId: FINANCE })).toEqual(['局长批准:2']));
  test('the head’s own goes to the meeting, which decides', () => expect(route(band, { handlerId: HEAD })).toEqual(['分管财务领导同意:3', '局务会决定:']));
});

describe('cover, portfolio, witness', () => {
  test('cover lends the post, but not of somebody who may not act himself', () => {
    const covered = { ...staff, holders: [...staff.holders, held('分管财务领导', 7, { coverFor: FINANCE })] };
    expect(route([step('分管财务领导', '签批')], { staff: covered })).toEqual(['分管财务领导签批:3,7']);
    expect(route([step('分管财务领导', '签批')], { staff: covered, handlerId: FINANCE })).toEqual(['局长签批:2']);
  });
  test('a cover within limits is offered for its kinds and up to its ceiling', () => {
    const limits = { kinds: ['claim'], ceiling: 500_000 };
    const covered = { ...staff, holders: [...staff.holders, held('分管财务领导', 7, { coverFor: FINANCE, limits })] };
    const signed = (business: Business) => route([step('分管财务领导', '签批')], { staff: covered, business });
    expect(signed({ kind: 'claim', amount: 500_000 })).toEqual(['分管财务领导签批:3,7']);
    expect(signed({ kind: 'claim', amount: 500_001 })).toEqual(['分管财务领导签批:3']);
    expect(signed({ kind: 'spending-request', amount: 1 })).toEqual(['分管财务领导签批:3']);
    expect(signed({ kind: 'claim', amount: null })).toEqual(['分管财务领导签批:3,7']);
  });
  test('the leader in charge of the department acts', () => {
    const portfolios = {
      ...staff,
      posts: [...staff.posts, { post: '分管领导', superior: '局长', sole: true, collective: false }],
      holders: [...staff.holders, held('分管领导', 8, { departmentId: 10 }), held('分管领导', 9, { departmentId: 11 })],
    };
    expect(route([step('分管领导', '同意')], { staff: portfolios, departmentId: 11 })).toEqual(['分管领导同意:9']);
    expect(route([step('分管领导', '同意')], { staff: portfolios, departmentId: 12 })).toEqual(['局长同意:2']);
  });
  test('a witness witnesses and signs nothing else', () => {
    const parties: Involved[] = [{ personId: 5, name: '甲5', role: '证明人' }];
    expect(route([step('证明人', '证明'), step('财务股', '审核')], { parties })).toEqual(['证明人证明:5', '财务股审核:6']);
    expect(route([step('证明人', '证明')], { parties: [{ personId: CLERK, name: '甲1', role: '证明人' }] })).toEqual(['证明人证明停']);
  });
});

describe('several holders', () => {
  const leaders = {
    posts: [...staff.posts, { post: '班子成员', superior: '局长', sole: false, collective: false }],
    holders: [...staff.holders, ...[HEAD, FINANCE, DISCIPLINE, 8, 9].map((personId) => held('班子成员', personId))],
  };
  const review = (count: StepCount, more: Partial<PostStep> = {}) => step('班子成员', '审核', { count, ...more });
  const approval = step('局长', '批准');
  test('each signs for himself; whoever alone approves later is not asked while enough others are there', () =>
    expect(route([review(2), approval], { staff: leaders })).toEqual(['班子成员审核:3,4,8,9', '班子成员审核:3,4,8,9', '局长批准:2']));
  test('all of them sign, each once on the route', () =>
    expect(route([review('全部'), approval], { staff: leaders, handlerId: 8 })).toEqual([
      ...Array.from({ length: 3 }, () => '班子成员审核:3,4,9'),
      '局长批准:2',
    ]));
  test('where too few are left, the missing signature is asked of the post above, never dropped', () => {
    const two = { ...leaders, holders: leaders.holders.filter((one) => one.post !== '班子成员' || one.personId > 7) };
    expect(route([review(3)], { staff: two })).toEqual(['班子成员审核:8,9', '班子成员审核:8,9', '局长审核:2']);
  });
  test('steps of one group share a place', () => {
    const planned = resolveRoute({
      steps: [step('财务股', '确认'), step('纪检领导', '会签', { group: 'x' }), step('分管财务领导', '会签', { group: 'x' }), approval],
      staff,
      handlerId: CLERK,
      parties: [],
      departmentId: null,
      business: null,
    });
    expect(planned.map((one) => one.place)).toEqual([1, 2, 2, 4]);
  });
});

describe('a clause that spares the handler', () => {
  const consents = [step('分管财务领导', '同意', { onOwnBusiness: ['免签'] }), step('局长', '批准', { onOwnBusiness: ['局务会'] })];
  test('asks nobody in his place, and says so at the next step', () => {
    expect(route(consents, { handlerId: FINANCE })).toEqual(['局长批准:2']);
    expect(resolveRoute({ steps: consents, staff, handlerId: FINANCE, parties: [], departmentId: null, business: null })[0]?.reasons).toEqual([
      '分管财务领导即经办人本人，不另同意',
    ]);
  });
  test('asks as usual when another files', () => expect(route(consents)).toEqual(['分管财务领导同意:3', '局长批准:2']));
  test('never leaves a matter without anybody who decides: the step goes up', () =>
    expect(route([step('分管财务领导', '同意', { onOwnBusiness: ['免签'] })], { handlerId: FINANCE })).toEqual(['局长同意:2']));
});

describe('a cover counts as the person it covers', () => {
  const both = (...covers: readonly Holder[]): Staff => ({
    ...staff,
    holders: [held('局长', HEAD), held('分管财务领导', DISCIPLINE), held('纪检领导', DISCIPLINE), held('财务股', 5), ...covers],
  });
  test('whoever signs an earlier step does not sign the later one through his cover: it goes up', () => {
    expect(route(claim, { staff: both(held('分管财务领导', 6, { coverFor: DISCIPLINE })) })).toEqual(['财务股确认:5', '纪检领导审核:4', '局长签批:2']);
    expect(route(claim, { staff: both(held('纪检领导', 6, { coverFor: DISCIPLINE })) })).toEqual(['财务股确认:5', '纪检领导审核:4,6', '局长签批:2']);
  });
  test('two steps of one person are one signature, his own or his cover’s', () => {
    const once = [claim[0], claim[1], step('分管财务领导', '签批', { onSamePerson: ['合并'] })].flatMap((one) => one ?? []);
    expect(route(once, { staff: both() })).toEqual(['财务股确认:5', '分管财务领导签批:4']);
    expect(route(once, { staff: both(held('分管财务领导', 6, { coverFor: DISCIPLINE }), held('纪检领导', 6, { coverFor: DISCIPLINE })) })).toEqual([
      '财务股确认:5',
      '分管财务领导签批:4,6',
    ]);
  });
  test('of several holders asked, one and his cover are one', () => {
    const two = [step('纪检领导', '会签', { count: 2 })];
    const covered = { ...staff, holders: [...staff.holders, held('纪检领导', 6, { coverFor: DISCIPLINE })] };
    expect(route(two, { staff: covered })).toEqual(['纪检领导会签:4,6', '局长会签:2']);
    expect(route(two, { staff: { ...staff, holders: [...staff.holders, held('纪检领导', 6)] } })).toEqual(['纪检领导会签:4,6', '纪检领导会签:4,6']);
  });
});

describe('a share of the holders (几人: 三分之二以上)', () => {
  const review = step('班子成员', '审核', { count: '三分之二以上' });
  const asked = (members: number, more: Parameters<typeof route>[1] = {}, one = review): number => {
    const holders = Array.from({ length: members }, (_, index) => held('班子成员', 20 + index));
    return route([one], {
      ...more,
      staff: {
        ...staff,
        posts: [...staff.posts, { post: '班子成员', superior: '局长', sole: false, collective: false }],
        holders: [...staff.holders, ...holders],
      },
    }).filter((told) => told.startsWith('班子成员')).length;
  };
  test('is of whole people: six of nine, seven of ten; whoever has an interest is not counted', () => {
    expect([9, 10, 3, 1].map((members) => asked(members))).toEqual([6, 7, 2, 1]);
    expect(asked(10, { handlerId: 20 })).toBe(6); // of nine
  });
  test('is never fewer than the share, nor one more than needed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...SHARES), (members, count) => {
        const number = asked(members, {}, { ...review, count });
        const makes = (people: number): boolean =>
          count === '三分之二以上' ? people * 3 >= members * 2 : count === '过半数' ? people * 2 > members : people * 2 >= members;
        expect([makes(number), makes(number - 1)]).toEqual([true, false]);
      }),
    );
  });
  test('and a number asked by another clause: the more of the two', () => {
    const both = (first: StepCount, then: StepCount) => withMore({ ...review, count: first }, then);
    expect([
      asked(9, {}, both('三分之二以上', 2)),
      asked(9, {}, both(8, '三分之二以上')),
      asked(9, {}, both('过半数', '三分之二以上')),
      asked(9, {}, both('三分之二以上', '全部')),
    ]).toEqual([6, 8, 6, 9]);
  });
});
