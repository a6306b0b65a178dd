import { z } from 'zod';
import { amount, amountOrZero, day, department, line, project } from './contract-parts.ts';
import { category, funding } from './contract-request.ts';

export const account = z
  .string()
  .trim()
  .regex(/^[0-9]{8,30}$/, '账号由8至30位数字组成')
  .describe('账号');

/** 收入登记 (FIN-02a, FIN5-05a). */
export const recordIncome = z.object({
  source: line.describe('来源'),
  funding: funding.describe('资金来源'),
  book: z.enum(['机关', '工会']).default('机关').describe('账套'),
  amount: amount.describe('金额'),
  account,
  receivedOn: day.describe('到账日'),
  /** FIN5-05a: what was taken off before the money was handed in; anything but zero is refused. */
  netted: z.int().min(0).default(0).describe('已抵扣的支出'),
  unitId: department.nullable().default(null).describe('站所室'),
  projectId: project.nullable().default(null).describe('专项'),
  /** ETH-05b: a fee is charged so many times. */
  copies: z.int().min(1).max(100_000).default(1).describe('收费份数'),
  /** ETH-03b: what was expected and is now complete. */
  expected: z.string().trim().max(60).default('').describe('应收款编号（收齐时填写）'),
});
export type RecordIncome = z.infer<typeof recordIncome>;

export const registerAccount = z.object({ account, bank: line.describe('开户行') });
export type RegisterAccount = z.infer<typeof registerAccount>;

/** 账户销户. */
export const closeAccount = z.object({ account, closedOn: day.describe('销户日'), reason: line.describe('原因') });
export type CloseAccount = z.infer<typeof closeAccount>;

export const openProject = z.object({ name: line.describe('专项名称'), categories: z.array(category).min(1, '至少选择一类支出').describe('可列支的支出类别') });
export type OpenProject = z.infer<typeof openProject>;

/** The kind of department that keeps an account of its own. */
export const UNIT = '站所室';

/** GET /api/projects: what a form may be charged to. */
export interface Choice {
  readonly value: number;
  readonly label: string;
}

/** 三公经费预算 of a year, in fen. */
export const setBudget = z.object({
  year: z.int().min(2000).max(2100),
  lines: z.object({ '因公出国(境)': amountOrZero, 公务用车购置: amountOrZero, 公务用车运行: amountOrZero, 公务接待: amountOrZero }),
});
export type SetBudget = z.infer<typeof setBudget>;
