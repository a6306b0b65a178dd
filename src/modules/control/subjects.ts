/** What acts of this module are about, as the log names it. */
export const subjects: Readonly<Record<string, string>> = {
  'accounting-policy': '会计政策', attestation: '确认承诺', audit: '审计', authority: '授权', 'base-sheet': '预算基础表', 'business-procedure': '业务程序', circular: '规定文件',
  'conduct-case': '线索和案件', control: '内部控制', 'control-evaluation': '内控评价', 'control-member': '内控小组成员', 'control-notice': '内控提示', 'control-run': '控制运行',
  difference: '差异', education: '教育活动', 'education-plan': '廉政教育计划', 'expected-income': '应收款', 'external-request': '外部来文', fee: '收费', 'fund-filing': '专项资金备案',
  gift: '礼品', groundwork: '会计基础', hospitality: '异地公务接待', improvement: '改进项', invitation: '宴请娱乐邀请', 'law-change': '上位规定变动', 'leader-overview': '领导干部情况',
  'post-check': '关键岗位任职审查', 'post-exception': '关键岗位任职例外', 'post-handover': '岗位交接', 'post-sheet': '岗位说明书', 'post-stay': '无法轮岗', 'receipt-book': '票据',
  reconciliation: '银行对账', 'record-set': '保管资料', risk: '风险', 'risk-event': '风险事件', rotation: '岗位轮换', sample: '抽查样本', 'separation-exception': '分离的例外',
  'study-visit': '学习考察', substitution: '强制替岗', training: '培训', works: '基建发包项目', 'works-objection': '公示异议',
};
