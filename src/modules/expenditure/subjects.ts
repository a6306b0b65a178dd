/** What acts of this module are about, as the log names it. */
export const subjects: Readonly<Record<string, string>> = {
  account: '账户', 'advance-spending': '先支后报', 'bank-file': '银行流水', 'bank-line': '银行流水明细', budget: '预算', 'cash-day': '现金日结', 'cash-desk': '现金管理',
  'cash-entry': '现金收付', 'cash-loss': '现金损失', 'cash-shortage': '现金短款', disclosure: '财务公开', income: '收入', inspection: '财务检查', month: '月结',
  project: '专项', 'ticket-issue': '票据领用', 'union-accrual': '工会经费计提', violation: '违规事项', voucher: '凭证',
};
