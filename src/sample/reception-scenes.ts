import type { Rank } from '../modules/reception/contract.ts';

export interface SceneGuest {
  readonly name: string;
  readonly post: string;
  readonly rank: Rank;
}

/** One reception of the story: when it was, who came, what it cost, and how far it came. */
export interface ReceptionScene {
  /** Days before today; negative for one still to come. */
  readonly daysAgo: number;
  readonly handler: string;
  readonly unit: string;
  readonly area: string;
  readonly activity: string;
  readonly guests: readonly SceneGuest[];
  readonly hosts: readonly string[];
  /** Yuan planned for lunch, and what the bill came to. */
  readonly lunch: readonly [planned: number, billed: number];
  /** A bill nobody may pay for, in yuan. */
  readonly cigarettes?: number;
  /** Yuan a room, one for each guest. */
  readonly lodging?: number;
  readonly unapproved?: true;
  readonly until: 'asked' | 'agreed' | 'claimed' | 'signed' | 'paid' | 'closed';
}

const staff = (...names: readonly string[]): readonly SceneGuest[] => names.map((name) => ({ name, post: '科员', rank: '科级及以下' }));
const head = (name: string, post: string, rank: Rank): SceneGuest => ({ name, post, rank });

/** A year of guests of 示范县文化旅游广电体育局. */
export const RECEPTIONS: readonly ReceptionScene[] = [
  {
    daysAgo: 300,
    handler: '沈明',
    unit: '常德市文旅广体局',
    area: '430702',
    activity: '公共文化服务考评',
    guests: staff('程远', '陶然', '姚兰'),
    hosts: ['沈明', '孙丽'],
    lunch: [300, 286],
    until: 'closed',
  },
  {
    daysAgo: 238,
    handler: '秦岚',
    unit: '湖南省文化和旅游厅',
    area: '430105',
    activity: '乡村旅游重点村调研',
    guests: [head('高山', '副厅长', '厅局级'), head('方志', '处长', '处级'), ...staff('傅诚', '葛亮')],
    hosts: ['李国栋', '王建华', '秦岚'],
    lunch: [460, 488],
    until: 'closed',
  },
  {
    daysAgo: 171,
    handler: '罗成',
    unit: '石门县文旅广体局',
    area: '430726',
    activity: '全民健身工作交流',
    guests: staff('顾盼', '关雎', '韩江', '贺兰', '洪波'),
    hosts: ['陈立', '罗成'],
    lunch: [420, 400],
    cigarettes: 46,
    until: 'closed',
  },
  {
    daysAgo: 118,
    handler: '沈明',
    unit: '常德市非遗保护中心',
    area: '430702',
    activity: '非遗项目评审',
    guests: [head('胡杨', '主任', '处级'), ...staff('黄河', '江涛')],
    hosts: ['孙丽', '沈明'],
    lunch: [300, 300],
    lodging: 240,
    until: 'paid',
  },
  {
    daysAgo: 64,
    handler: '秦岚',
    unit: '长沙市文旅广电局',
    area: '430102',
    activity: '文旅产业合作考察',
    guests: [head('姜源', '副局长', '处级'), ...staff('康宁', '柯岩', '孔明亮', '雷鸣', '黎明', '林海', '凌云', '刘畅', '柳青', '龙飞')],
    hosts: ['李国栋', '王建华', '秦岚'],
    lunch: [840, 826],
    lodging: 250,
    until: 'signed',
  },
  {
    daysAgo: 31,
    handler: '罗成',
    unit: '桃源县体育中心',
    area: '430725',
    activity: '赛事保障经验交流',
    guests: staff('陆地', '罗盘', '马跃'),
    hosts: ['罗成'],
    lunch: [240, 240],
    unapproved: true,
    until: 'agreed',
  },
  {
    daysAgo: 16,
    handler: '沈明',
    unit: '常德市图书馆',
    area: '430702',
    activity: '总分馆建设指导',
    guests: staff('孟浩', '莫言诚'),
    hosts: ['沈明', '孙丽'],
    lunch: [240, 232],
    until: 'claimed',
  },
  {
    daysAgo: 4,
    handler: '秦岚',
    unit: '张家界市文旅广体局',
    area: '430802',
    activity: '旅游线路推介',
    guests: staff('倪虹', '牛群', '潘多'),
    hosts: ['秦岚'],
    lunch: [240, 240],
    until: 'agreed',
  },
  {
    daysAgo: -6,
    handler: '沈明',
    unit: '湖南省文化馆',
    area: '430103',
    activity: '群众文艺辅导',
    guests: [head('彭拜', '馆长', '处级'), ...staff('齐放', '钱塘')],
    hosts: ['孙丽', '沈明'],
    lunch: [300, 300],
    until: 'asked',
  },
];
