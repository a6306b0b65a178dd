import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { SignStocktake } from './contract.ts';
import { assetsInStock, insertStocktake, stocktakeExists, type NewStocktake, type SeenAsset } from './store.ts';

const OWNER = '财务股';
const DUTY = '资产清查';
const MOST_TOLD = 10;

interface Seen {
  readonly assets: readonly SeenAsset[];
  readonly taken: boolean;
}

/** 资产清查 (FIN-05b): counts only if every item of the ledger is marked; signing it ends the duty of the year. */
export function signStocktakeVerb(rules: RulesInForce): Verb<SignStocktake, Seen, NewStocktake, { readonly stocktakeId: number }> {
  return {
    name: 'sign-stocktake',
    title: '签署资产清查',
    who: OWNER,
    read: async (tx, { year, report }) => {
      const [assets, taken] = await Promise.all([
        assetsInStock(tx),
        stocktakeExists(tx, year),
        requireFiles(tx, [{ evidence: '清查报告', digest: report, name: '清查报告' }]),
      ]);
      return { assets, taken };
    },
    decide: ({ assets, taken }, { year, report, lines, surplus }, { actor, today }) => {
      if (!holds(actor, OWNER)) return no('not-owner', `资产清查由${OWNER}签署。`);
      if (taken) return no('taken-already', `${year}年度的清查已经签署。`);
      if (year > Number(today.slice(0, 4))) return no('future', `${year}年度还没有开始。`);
      const strange = lines.find((line) => !assets.some((asset) => asset.number === line.number));
      if (strange !== undefined) return no('unknown-asset', `资产台账现有资产中没有“${strange.number}”。`, ['核对资产编号', '台账以外的列入盘盈']);
      const clause = rules.duty({ officeId: actor.officeId, duty: DUTY, on: today })?.clause.ref ?? null;
      const marked = new Map(lines.map((line) => [line.number, line]));
      const unmarked = assets.filter((asset) => !marked.has(asset.number));
      if (unmarked.length > 0) return { no: stillUnmarked(unmarked, clause) };
      const found = assets.flatMap((asset) => {
        const line = marked.get(asset.number);
        return line === undefined ? [] : [{ assetId: asset.assetId, found: line.found, remark: line.remark }];
      });
      return { yes: { year, report, lines: found, surplus } };
    },
    write: async (tx, plan, { actor, now }) => {
      const stocktakeId = await insertStocktake(tx, plan, { personId: actor.personId, now });
      const ended = await endObligation(tx, {
        duty: DUTY,
        occasion: `${plan.year}-01-01`,
        state: 'discharged',
        by: actor.personId,
        with: { stocktakeId, report: plan.report },
        now,
      });
      return {
        result: { stocktakeId },
        entry: {
          subject: { kind: 'stocktake', id: stocktakeId },
          detail: { year: plan.year, report: plan.report, items: plan.lines.length, surplus: plan.surplus, ended },
        },
      };
    },
  };
}

function stillUnmarked(unmarked: readonly SeenAsset[], clause: Refusal['clause']): Refusal {
  const names = unmarked
    .slice(0, MOST_TOLD)
    .map((asset) => `${asset.number}${asset.name}`)
    .join('、');
  return {
    code: 'unmarked',
    clause,
    sentence: `还有${unmarked.length}项资产没有清查结果：${names}${unmarked.length > MOST_TOLD ? '等' : ''}。`,
    whatWouldHelp: ['逐项填写清查结果后签署'],
  };
}
