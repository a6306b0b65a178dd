import type { Cast } from './cast.ts';
import type { Story } from './history.ts';

/** A few months of 示范县文化旅游广电体育局 under article 4. */
export function cultureStory(cast: Cast): Story {
  return {
    cast, account: '6217000010001234567', bank: '示范县农村信用社营业部', appropriation: 480_000, finance: '周静', payer: '吴芳',
    recorder: { name: '冯涛', present: ['李国栋', '王建华', '赵敏', '陈立', '孙丽'] }, purchasers: ['沈明', '蒋雪', '韩梅', '杨帆'], witness: '冯涛',
    buyer: '示范县文化旅游广电体育局', requestFrom: 500,
    scenes: [
      { daysAgo: 100, handler: '沈明', purpose: '文化惠民演出舞台租赁', category: '其他', payee: '示范县星光演艺服务部', yuan: 8_600, method: '银行转账', until: 'paid' },
      { daysAgo: 97, handler: '蒋雪', purpose: '办公楼打印机维修', category: '维修费', payee: '示范县诚信电脑维修中心', yuan: 380, method: '公务卡', until: 'paid' },
      { daysAgo: 93, handler: '韩梅', purpose: '旅游宣传折页印刷', category: '印刷费', payee: '示范县文印商贸有限公司', yuan: 4_900, method: '公务卡', until: 'paid' },
      { daysAgo: 88, handler: '蒋雪', purpose: '公务用车加油', category: '公务用车运行', payee: '中国石化示范县加油站', yuan: 1_500, method: '公务卡', until: 'paid' },
      { daysAgo: 84, handler: '杨帆', purpose: '全民健身月器材租赁', category: '其他', payee: '示范县健行体育用品店', yuan: 12_300, method: '银行转账', until: 'paid' },
      { daysAgo: 80, handler: '蒋雪', purpose: '接待市局调研组工作餐', category: '公务接待', payee: '示范县机关食堂', yuan: 540, method: '公务卡', until: 'paid' },
      { daysAgo: 74, handler: '沈明', purpose: '非遗传承人培训班', category: '培训费', payee: '示范县职业教育中心', yuan: 19_800, method: '银行转账', until: 'paid' },
      { daysAgo: 70, handler: '蒋雪', purpose: '办公用纸及硒鼓', category: '办公用品', payee: '示范县华联文具店', yuan: 2_600, method: '公务卡', until: 'paid' },
      { daysAgo: 66, handler: '韩梅', purpose: '乡村旅游节开幕式搭建', category: '其他', payee: '示范县云海会展服务有限公司', yuan: 36_000, method: '银行转账', until: 'paid' },
      { daysAgo: 60, handler: '蒋雪', purpose: '公务用车保养', category: '公务用车运行', payee: '示范县顺达汽修厂', yuan: 2_280, method: '公务卡', until: 'paid' },
      { daysAgo: 55, handler: '沈明', purpose: '图书馆阅览桌椅', category: '固定资产购置', payee: '示范县佳居家具城', yuan: 15_600, method: '银行转账', until: 'paid' },
      { daysAgo: 49, handler: '杨帆', purpose: '青少年篮球赛裁判劳务', category: '劳务费', payee: '示范县篮球协会', yuan: 3_200, method: '银行转账', until: 'paid' },
      { daysAgo: 43, handler: '蒋雪', purpose: '邮寄宣传资料', category: '邮电费', payee: '中国邮政示范县分公司', yuan: 168, method: '公务卡', until: 'paid' },
      { daysAgo: 38, handler: '蒋雪', purpose: '接待外县考察团工作餐', category: '公务接待', payee: '示范县机关食堂', yuan: 1_260, method: '公务卡', until: 'paid' },
      { daysAgo: 32, handler: '韩梅', purpose: '景区安全检查租车', category: '租车费', payee: '示范县平安汽车租赁公司', yuan: 900, method: '公务卡', until: 'paid' },
      { daysAgo: 26, handler: '沈明', purpose: '秋季戏曲周海报', category: '印刷费', payee: '示范县文印商贸有限公司', yuan: 6_400, method: '公务卡', until: 'paid' },
      { daysAgo: 20, handler: '王建华', purpose: '省厅业务培训住宿', category: '差旅费', payee: '省会迎宾酒店', yuan: 1_180, method: '公务卡', until: 'signed' },
      { daysAgo: 15, handler: '杨帆', purpose: '冬季长跑活动号码布', category: '印刷费', payee: '示范县文印商贸有限公司', yuan: 2_150, method: '公务卡', until: 'signed' },
      { daysAgo: 12, handler: '韩梅', purpose: '旅游从业人员讲解培训', category: '培训费', payee: '示范县职业教育中心', yuan: 9_800, method: '银行转账', until: 'claimed' },
      { daysAgo: 10, handler: '蒋雪', purpose: '会议室窗帘清洗', category: '维修费', payee: '示范县洁雅洗涤服务部', yuan: 460, method: '公务卡', until: 'claimed' },
      { daysAgo: 7, handler: '沈明', purpose: '迎新春文艺晚会服装', category: '其他', payee: '示范县锦绣服装厂', yuan: 28_600, method: '银行转账', until: 'agreed' },
      { daysAgo: 5, handler: '韩梅', purpose: '冬季旅游推介会场地', category: '会议费', payee: '示范县国际会议中心', yuan: 7_500, method: '银行转账', until: 'asked' },
      { daysAgo: 4, handler: '蒋雪', purpose: '办公桌椅一批', category: '办公用品', payee: '示范县佳居家具城', yuan: 3_600, method: '公务卡', until: 'asked' },
      { daysAgo: 3, handler: '杨帆', purpose: '全民健身器材检修', category: '维修费', payee: '示范县健行体育用品店', yuan: 12_300, method: '银行转账', until: 'asked' },
    ],
  };
}

/** A few months of 示范县站所管理局 under article 5. */
export function stationsStory(cast: Cast): Story {
  return {
    cast, account: '6228000020007654321', bank: '示范县农业银行城关支行', appropriation: 160_000, finance: '高洁', payer: '邓莉',
    recorder: { name: '曹军', present: ['马志远', '宋文', '唐敏'] }, purchasers: [], witness: '潘越', buyer: '示范县站所管理局', requestFrom: 0,
    scenes: [
      { daysAgo: 95, handler: '余波', purpose: '巡查车辆加油', category: '公务用车运行', payee: '中国石油示范县加油站', yuan: 480, method: '公务卡', until: 'paid' },
      { daysAgo: 86, handler: '叶青', purpose: '检测试剂采购', category: '办公费', payee: '示范县科仪器材公司', yuan: 860, method: '公务卡', until: 'paid' },
      { daysAgo: 77, handler: '余波', purpose: '执法文书印刷', category: '印刷费', payee: '示范县城关印刷厂', yuan: 2_400, method: '银行转账', until: 'paid' },
      { daysAgo: 64, handler: '叶青', purpose: '河东所屋顶补漏', category: '维修费', payee: '示范县河东建筑队', yuan: 3_800, method: '银行转账', until: 'paid' },
      { daysAgo: 52, handler: '余波', purpose: '业务骨干培训', category: '培训费', payee: '示范县党校', yuan: 1_000, method: '银行转账', until: 'paid' },
      { daysAgo: 41, handler: '曹军', purpose: '办公区保洁用品', category: '小件办公用品', payee: '示范县惠民超市', yuan: 320, method: '公务卡', until: 'paid' },
      { daysAgo: 27, handler: '叶青', purpose: '检测仪器校准', category: '维修费', payee: '市计量检定所', yuan: 960, method: '公务卡', until: 'signed' },
      { daysAgo: 13, handler: '余波', purpose: '冬季执勤大衣', category: '其他', payee: '示范县劳保用品店', yuan: 1_500, method: '银行转账', until: 'agreed' },
      { daysAgo: 6, handler: '叶青', purpose: '档案柜两组', category: '固定资产购置', payee: '示范县佳居家具城', yuan: 1_000, method: '银行转账', until: 'asked' },
      { daysAgo: 3, handler: '余波', purpose: '站内电路检修', category: '维修费', payee: '示范县光明电工服务部', yuan: 560, method: '公务卡', until: 'asked' },
    ],
  };
}
