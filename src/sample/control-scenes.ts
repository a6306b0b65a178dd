import type { RegisterControl } from '../modules/control/contract-control.ts';

/** One control of the register: run by hand up to so many months ago, or by the system. */
export interface ControlScene extends RegisterControl {
  /** Runs by hand, so many months back each; 0 is the month of today. */
  readonly ran: readonly number[];
}

const byHand = { mandatory: true, runBy: '', effort: '每月半天' } as const;

export const CONTROLS: readonly ControlScene[] = [
  {
    ...byHand,
    name: '银行存款对账',
    aims: ['信息真实', '防范舞弊'],
    businessClass: '货币资金',
    part: '会计系统',
    point: '每月核对银行流水和账面余额',
    post: '财务股',
    checkPost: '分管财务领导',
    basis: '会计法',
    purpose: '发现漏记和未达账项',
    evidence: '银行存款余额调节表',
    every: '月',
    ran: [3, 2, 1, 0],
  },
  {
    ...byHand,
    name: '库存现金抽点',
    aims: ['资产安全', '防范舞弊'],
    businessClass: '货币资金',
    part: '控制程序',
    point: '不定时盘点现金',
    post: '内审人员',
    checkPost: '分管财务领导',
    basis: '现金管理暂行条例',
    purpose: '防止挪用',
    evidence: '现金盘点表',
    every: '月',
    ran: [3],
  },
  {
    ...byHand,
    name: '固定资产盘点',
    aims: ['资产安全', '达成效益'],
    businessClass: '资产处置',
    part: '控制程序',
    point: '账、卡、物三方核对',
    post: '资产管理员',
    checkPost: '财务股',
    basis: '行政事业性国有资产管理条例',
    purpose: '账实相符',
    evidence: '盘点表',
    every: '半年',
    ran: [5, 0],
  },
  {
    ...byHand,
    name: '岗位说明书更新',
    aims: ['活动有效'],
    businessClass: '支出报销',
    part: '控制环境',
    point: '制度变动后核对职责和限额',
    post: '政工人事股',
    checkPost: '',
    basis: '',
    purpose: '职责清楚',
    evidence: '岗位说明书',
    every: '年',
    ran: [4],
  },
  {
    name: '报销逐级签批',
    aims: ['活动有效', '信息真实', '防范舞弊'],
    businessClass: '支出报销',
    part: '控制程序',
    point: '财务股确认、纪检审核、领导签批',
    post: '财务股',
    checkPost: '纪检领导',
    basis: '本单位财务财物管理制度',
    purpose: '未经批准不支付',
    effort: '随业务办理',
    evidence: '办理留痕',
    every: '月',
    mandatory: true,
    runBy: 'approve',
    ran: [],
  },
];

/** A risk as it was first assessed, and once more where it was. */
export interface RiskScene {
  readonly name: string;
  readonly link: string;
  readonly likelihood: number;
  readonly impact: number;
  readonly department: string;
  readonly post: string;
  /** Name of the control that answers to it. */
  readonly control: string | null;
  readonly indicator: string;
  readonly again?: readonly [likelihood: number, impact: number, note: string];
}

export const RISKS: readonly RiskScene[] = [
  {
    name: '库存现金短少',
    link: '现金收付',
    likelihood: 2,
    impact: 4,
    department: '财务股',
    post: '出纳',
    control: '库存现金抽点',
    indicator: '盘点差异',
    again: [3, 4, '近两月没有抽点，可能性上调'],
  },
  {
    name: '报销票据不实',
    link: '票据审核',
    likelihood: 3,
    impact: 4,
    department: '财务股',
    post: '财务股',
    control: '报销逐级签批',
    indicator: '退回和重复票据数',
    again: [2, 4, '电子发票自动查重以后下降'],
  },
  {
    name: '资产账实不符',
    link: '资产保管',
    likelihood: 3,
    impact: 3,
    department: '办公室',
    post: '资产管理员',
    control: '固定资产盘点',
    indicator: '盘点差异件数',
  },
  {
    name: '活动外包验收流于形式',
    link: '采购验收',
    likelihood: 4,
    impact: 4,
    department: '文化股',
    post: '股室负责人',
    control: null,
    indicator: '验收单缺失数',
  },
];

/** What holders of key posts are to do, as the head approved it; what is left open the regulations say. */
export const SHEETS = [
  {
    post: '出纳',
    duties: '办理现金收付和银行结算，登记日记账，保管库存现金和空白支票',
    powers: '按办结的审批付款',
    scope: '货币资金收付',
    forbidden: '兼任记账、稽核、会计档案保管',
    sanctionBasis: '按本单位问责办法处理',
    manager: '王建华',
  },
  {
    post: '财务股',
    duties: '审核票据，编制凭证和报表，核算预算执行',
    powers: '对不合规的票据退回补正',
    scope: '本单位会计核算',
    forbidden: '兼任付款',
    sanctionBasis: '按本单位问责办法处理',
    manager: '王建华',
  },
  {
    post: '资产管理员',
    duties: '登记资产卡片，保管和盘点固定资产',
    powers: '验收入库、提请处置',
    scope: '本单位固定资产',
    forbidden: '自行处置资产',
    sanctionBasis: '按本单位问责办法处理',
    manager: '陈立',
  },
  {
    post: '票据保管',
    duties: '领购、保管和核销票据',
    powers: '按登记领发票据',
    scope: '财政票据和内部收据',
    forbidden: '兼管财务印章',
    sanctionBasis: '按本单位问责办法处理',
    manager: '王建华',
  },
] as const;
