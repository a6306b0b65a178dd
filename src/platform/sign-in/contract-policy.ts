import { z } from 'zod';
import { OFFICERS, OFFICER_NAMINGS } from '../people/contract-officers.ts';

const count = (least: number, most: number, sentence: string) => z.int(sentence).min(least, sentence).max(most, sentence);

/** 登录与账号设置: every number is the office's own setting; what is not set stands at the default. */
export const signInPolicy = z.object({
  officerNaming: z.enum(OFFICER_NAMINGS).default('等保').describe('三员名称'),
  passwordLength: count(8, 64, '密码长度应为8至64位').default(10).describe('密码至少几位'),
  passwordClasses: count(1, 5, '应为1至5种').default(3).describe('密码至少含几种字符（大写字母、小写字母、数字、符号、汉字）'),
  passwordHistory: count(0, 24, '应为0至24个').default(5).describe('不得重复最近几个密码（0为不限）'),
  passwordDays: count(0, 3650, '应为0至3650天').default(180).describe('密码最长使用几天（0为不限）'),
  failures: count(3, 20, '应为3至20次').default(5).describe('连续几次不对即锁定'),
  lockMinutes: count(1, 1440, '应为1至1440分钟').default(15).describe('锁定几分钟'),
  dormantDays: count(0, 3650, '应为0至3650天').default(90).describe('几天未登录即停用账号（0为不停用）'),
  idleMinutes: count(1, 1440, '应为1至1440分钟').default(30).describe('几分钟未操作须重新登录'),
  sessionHours: count(1, 168, '应为1至168小时').default(12).describe('一次登录最长几小时'),
  // GB/T 22239 8.1.4.1: two factors, one of them cryptographic; whoever keeps accounts, powers and the log comes first
  secondFactor: z.enum(['不要求', '按职务']).default('按职务').describe('双因素认证'),
  secondFactorPosts: z
    .array(z.string().trim().min(1).max(30))
    .max(50, '不超过50个职务')
    .default([...OFFICERS])
    .describe('须用双因素认证的职务'),
  passwordSignIn: z.enum(['全部人员', '仅三员']).default('全部人员').describe('可用密码登录的人员'),
});

export type SignInPolicy = z.output<typeof signInPolicy>;
