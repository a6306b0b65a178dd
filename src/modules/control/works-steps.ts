import { Failure } from '../../platform/act/failure.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ChooseProcedure, EvidenceStep } from './contract-ethics.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';

const KEEPERS = ['办公室', '财务股', '纪检领导'] as const;

interface Asked {
  readonly officeId: number;
  readonly on: CivilDate;
}

/** Procedures of contracting with their steps, as the office has written them: 公开招标：招标公告、开标评标；询价：…… */
export function worksProcedures(rules: RulesInForce, of: Asked): ReadonlyMap<string, readonly string[]> {
  const written = rules.setting({ ...of, setting: 'worksProcedures' });
  const listed = typeof written === 'string' ? written.split('；') : [];
  return new Map(
    listed.map((one) => {
      const [name = '', steps = ''] = one.split('：');
      return [name, steps.split('、').filter((step) => step !== '')];
    }),
  );
}

/** Why a project may not follow a procedure: the office's regulations know no such one. */
export function procedureAgainst(rules: RulesInForce, { procedure, ...of }: Asked & { readonly procedure: string }) {
  const known = worksProcedures(rules, of);
  if (procedure === '' || known.size === 0 || known.has(procedure)) return undefined;
  return refusal('no-such-procedure', `制度没有列“${procedure}”这种程序。`, [`从${[...known.keys()].join('、')}中选择`]);
}

interface SeenSteps {
  readonly procedure: string;
  readonly done: readonly string[];
  readonly signed: boolean;
}
const stepsOf = statement<SeenSteps>(
  'works-steps',
  `
  select w.procedure, (select coalesce(jsonb_agg(s.step order by s.works_step_id), '[]') from works_step s where s.office_id = w.office_id and s.works_number = w.number) as done,
    exists (select from works_contract c where c.office_id = w.office_id and c.works_number = w.number) as signed
  from works w where w.office_id = $1 and w.number = $2 for update of w`,
);
const choose = statement<never>('choose-works-procedure', `update works set procedure = $3, basis = $4 where office_id = $1 and number = $2`);

/** 选定发包程序 (ETH-07a): with its legal basis; not changed any more once a step is done. */
export const chooseProcedureVerb = (rules: RulesInForce) =>
  lineVerb<ChooseProcedure, SeenSteps | undefined>({
    name: 'choose-works-procedure',
    title: '选定发包程序',
    who: KEEPERS,
    kind: 'works',
    read: (tx, { number }) => tx.row(stepsOf, [tx.officeId, number]),
    against: (seen, { number, procedure }, { actor, today }) => {
      if (seen === undefined) return refusal('no-such-works', `没有项目“${number}”。`);
      if (seen.signed || seen.done.length > 0) return refusal('under-way', '程序已经开始，不能改变。');
      return procedureAgainst(rules, { procedure, officeId: actor.officeId, on: today });
    },
    write: async (tx, { input: { number, procedure, basis } }) => {
      await tx.rows(choose, [tx.officeId, number, procedure, basis]);
      return undefined;
    },
  });

const steps = lineTable('works_step', ['works_number', 'step', 'document']);
/** 登记程序步骤 (ETH-07a): the next is open once the former has its document. */
export const evidenceStepVerb = (rules: RulesInForce) =>
  lineVerb<EvidenceStep, SeenSteps>({
    name: 'evidence-works-step',
    title: '登记发包程序步骤',
    who: KEEPERS,
    kind: 'works',
    read: async (tx, { number, document }) => {
      const [seen] = await Promise.all([
        tx.row(stepsOf, [tx.officeId, number]),
        requireFiles(tx, [{ evidence: '步骤材料', digest: document, name: '步骤材料' }]),
      ]);
      if (seen === undefined) throw new Failure('not-found', `没有项目“${number}”。`);
      return seen;
    },
    against: ({ procedure, done }, { step }, { actor, today }) => {
      const order = worksProcedures(rules, { officeId: actor.officeId, on: today }).get(procedure) ?? [];
      if (!order.includes(step))
        return refusal(
          'no-such-step',
          procedure === '' ? '项目还没有选定程序。' : `${procedure}没有“${step}”这一步。`,
          order.length === 0 ? ['先选定发包程序'] : [`步骤为${order.join('、')}`],
        );
      if (done.includes(step)) return refusal('done-already', `“${step}”已经登记。`);
      const former = order.find((one) => !done.includes(one));
      return former === step ? undefined : refusal('former-open', `“${former ?? ''}”还没有登记材料，后面的步骤不能登记。`, [`先登记“${former ?? ''}”的材料`]);
    },
    write: async (tx, { input: { number, step, document } }, moment) => {
      await steps.insert(tx, { works_number: number, step, document }, moment);
      return undefined;
    },
  });
