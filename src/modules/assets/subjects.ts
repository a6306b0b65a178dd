/** What acts of this module are about, as the log names it. */
export const subjects: Readonly<Record<string, string>> = {
  asset: '资产',
  'asset-damage': '资产损坏丢失',
  'ledger-handover': '台账移交',
  stocktake: '资产清查',
};
