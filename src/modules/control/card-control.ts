import type { FurtherQuestion } from '../../platform/matters/kind.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { wordsOfSetting } from '../../platform/regulations/words-of-setting.ts';

/** 公务卡支付 (ETH-08c): what stands in the card catalogue is not paid in cash, whatever the amount. */
export const cardControl = (rules: RulesInForce): FurtherQuestion => ({
  kinds: ['claim'],
  question: '公务卡支付',
  facts: async (tx, { form }, { factDay }) => ({
    inCardCatalogue: wordsOfSetting(rules, { officeId: tx.officeId, setting: 'cardCatalogue', on: factDay }).some((category) => category === form['category']),
  }),
});
