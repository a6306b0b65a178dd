import type { Cast } from './cast.ts';
import type { Scene, Story } from './history.ts';

const SCENES: readonly Scene[] = [
  {
    daysAgo: 95,
    handler: '余波',
    purpose: '巡查车辆加油',
    category: '公务用车运行',
    payee: '中国石油示范县加油站',
    yuan: 480,
    method: '公务卡',
    until: 'paid',
  },
  { daysAgo: 86, handler: '叶青', purpose: '检测试剂采购', category: '办公费', payee: '示范县科仪器材公司', yuan: 860, method: '公务卡', until: 'paid' },
  { daysAgo: 77, handler: '余波', purpose: '执法文书印刷', category: '印刷费', payee: '示范县城关印刷厂', yuan: 2_400, method: '银行转账', until: 'paid' },
  { daysAgo: 64, handler: '叶青', purpose: '河东所屋顶补漏', category: '维修费', payee: '示范县河东建筑队', yuan: 3_800, method: '银行转账', until: 'paid' },
  { daysAgo: 52, handler: '余波', purpose: '业务骨干培训', category: '培训费', payee: '示范县党校', yuan: 1_000, method: '银行转账', until: 'paid' },
  { daysAgo: 41, handler: '曹军', purpose: '办公区保洁用品', category: '小件办公用品', payee: '示范县惠民超市', yuan: 320, method: '公务卡', until: 'paid' },
  { daysAgo: 27, handler: '叶青', purpose: '检测仪器校准', category: '维修费', payee: '市计量检定所', yuan: 960, method: '公务卡', until: 'signed' },
  { daysAgo: 13, handler: '余波', purpose: '冬季执勤大衣', category: '其他', payee: '示范县劳保用品店', yuan: 1_500, method: '银行转账', until: 'agreed' },
  { daysAgo: 6, handler: '叶青', purpose: '档案柜两组', category: '固定资产购置', payee: '示范县佳居家具城', yuan: 1_000, method: '银行转账', until: 'asked' },
  { daysAgo: 3, handler: '余波', purpose: '站内电路检修', category: '维修费', payee: '示范县光明电工服务部', yuan: 560, method: '公务卡', until: 'asked' },
];

/** A few months of 示范县站所管理局 under article 5. */
export function stationsStory(cast: Cast): Story {
  return {
    cast,
    account: '6228000020007654321',
    bank: '示范县农业银行城关支行',
    appropriation: 160_000,
    finance: '高洁',
    payer: '邓莉',
    recorder: { name: '曹军', present: ['马志远', '宋文', '唐敏'] },
    purchasers: [],
    witness: '潘越',
    buyer: '示范县站所管理局',
    requestFrom: 0,
    scenes: SCENES,
  };
}
