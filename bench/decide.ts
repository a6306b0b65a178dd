import { ZenEngine } from '@gorules/zen-engine';
import { allFunctions } from '../src/all-modules.ts';
import { compilePacks } from '../src/platform/regulations/compile-packs.ts';
import { readPacksOnDisk } from '../src/platform/regulations/read-packs.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import type { Facts } from '../src/rules/decision.ts';
import { yuan, fen } from '../src/rules/money.ts';
import { rates } from './measure.ts';
import { requests } from './requests.ts';

const REQUESTS = 1_024;
const ON = civilDate('2026-11-23');

/** What a programmer would write for the same regulation, with the same explanation: steps, clauses, sentences, notices. */
function byHand(facts: Facts) {
  const amount = Number(facts['amount']);
  const steps: object[] = [];
  const reasons: object[] = [];
  const notices: object[] = [];
  const clause = (id: string, at: string) => ({ regulation: '财务财物管理制度', version: '2024-01-01', clause: at, id });
  const shown = `金额${yuan(fen(amount))}元`;
  const step = (post: string, act: string, id: string, at: string): void => {
    steps.push({ post, act, onOwnBusiness: ['局长'], onSamePerson: ['局长'], clause: clause(id, at) });
  };
  if (facts['officeSupplies'] === true) {
    if (amount < 50_000 && facts['batch'] !== true) {
      step('分管机关领导', '同意', 'FIN-03a', '三');
      reasons.push({
        clause: clause('FIN-03a', '三'),
        table: '办公用品审批',
        row: 1,
        sentence: `《财务财物管理制度》三：是否办公用品：是，${shown}，须分管机关领导同意。`,
      });
    } else {
      step('分管机关领导', '审核', 'FIN-03b', '三');
      step('分管财务领导', '同意', 'FIN-03b', '三');
      reasons.push({
        clause: clause('FIN-03b', '三'),
        table: '办公用品审批',
        row: 2,
        sentence: `《财务财物管理制度》三：是否办公用品：是，${shown}，须分管机关领导审核，须分管财务领导同意。`,
      });
    }
  } else if (amount >= 50_000) {
    step('分管财务领导', '同意', 'FIN-02f', '二');
    reasons.push({
      clause: clause('FIN-02f', '二'),
      table: '支出报告',
      row: 1,
      sentence: `《财务财物管理制度》二：${shown}（500.00元以上），是否办公用品：否，须分管财务领导同意。`,
    });
  }
  if (amount >= 2_000_000) {
    step('局务会', '决定', 'FIN-02j', '二');
    reasons.push({
      clause: clause('FIN-02j', '二'),
      table: '支出批准',
      row: 2,
      sentence: `《财务财物管理制度》二：${shown}（20000.00元以上），须局务会决定。`,
    });
  } else if (amount >= 500_000) {
    step('局长', '批准', 'FIN-02i', '二');
    reasons.push({
      clause: clause('FIN-02i', '二'),
      table: '支出批准',
      row: 1,
      sentence: `《财务财物管理制度》二：${shown}（5000.00元以上、不满20000.00元），须局长批准。`,
    });
  }
  if (amount === 2_000_000) notices.push({ sentence: '20000元整同时落在两档，已按较严的局务会一档办理。', clause: clause('FIN-02j', '二') });
  return {
    question: '事前审批',
    office: '文旅局',
    on: ON,
    pack: { regulation: '财务财物管理制度', version: '2024-01-01', digest: '' },
    facts,
    verdict: 'allowed',
    steps,
    refusals: [],
    values: {},
    required: [],
    duties: [],
    notices,
    reasons,
  };
}

/** The same bands as a decision table of zen-engine. */
function zenTable() {
  const input = (id: string, field: string) => ({ id, name: field, field });
  const row = (amount: string, supplies: string, batch: string, answer: string) => ({
    _id: answer + amount + supplies + batch,
    a: amount,
    s: supplies,
    b: batch,
    o: `"${answer}"`,
  });
  const rules = [
    row('< 50000', 'true', 'false', 'FIN-03a'),
    row('>= 50000', 'true', '', 'FIN-03b'),
    row('< 50000', 'true', 'true', 'FIN-03b'),
    row('>= 50000', 'false', '', 'FIN-02f'),
    row('[500000..2000000)', '', '', 'FIN-02i'),
    row('>= 2000000', '', '', 'FIN-02j'),
    row('= 2000000', '', '', 'FIN-02j-notice'),
  ];
  const table = {
    hitPolicy: 'collect',
    inputs: [input('a', 'amount'), input('s', 'officeSupplies'), input('b', 'batch')],
    outputs: [{ id: 'o', name: 'clause', field: 'clause' }],
    rules,
  };
  const node = (id: string, type: string, content?: object) => ({ id, name: id, type, position: { x: 0, y: 0 }, ...(content !== undefined && { content }) });
  const edge = (from: string, to: string) => ({ id: from + to, sourceId: from, targetId: to, type: 'edge' });
  return {
    nodes: [node('in', 'inputNode'), node('table', 'decisionTableNode', table), node('out', 'outputNode')],
    edges: [edge('in', 'table'), edge('table', 'out')],
  };
}

/** Our explained decision against the same by hand, and against zen-engine; the answers are compared first. */
export async function benchDecide() {
  const book = compilePacks(readPacksOnDisk(), allFunctions).rulebooks.get('文旅局');
  if (book === undefined) throw new Error('the office is missing');
  const facts = requests(REQUESTS);
  const decide = (one: Facts) => book.decide({ question: '事前审批', facts: one, on: ON });
  for (const one of facts) {
    const [ours, hand] = [decide(one), byHand(one)];
    if (JSON.stringify(ours.steps.map((step) => step.post)) !== JSON.stringify(hand.steps.map((step) => (step as { post: string }).post)))
      throw new Error(`the answers differ for ${JSON.stringify(one)}`);
  }
  const zen = new ZenEngine().createDecision(Buffer.from(JSON.stringify(zenTable())));
  let sink = 0;
  const rate = await rates({
    ours: () => {
      for (const one of facts) sink += decide(one).steps.length;
      return REQUESTS;
    },
    hand: () => {
      for (const one of facts) sink += byHand(one).steps.length;
      return REQUESTS;
    },
    zen: async () => {
      await Promise.all(facts.slice(0, 128).map((one) => zen.evaluate(one)));
      return 128;
    },
  });
  if (sink === 0) throw new Error('nothing was decided');
  return { decide_per_second: Math.round(rate.ours), decide_vs_hand_written: rate.ours / rate.hand, decide_vs_zen_engine: rate.ours / rate.zen };
}
