import { z } from 'zod';

/** 票据种类. Only the first two carry numbers somebody vouches for. */
export const ISSUER_KINDS = ['税务发票', '财政票据', '其他凭证'] as const;
export const issuerKind = z.enum(ISSUER_KINDS);

/** The number as printed; empty where a slip has none. */
export const invoiceNumber = z.string().trim().max(40).regex(/^[0-9A-Za-z-]*$/, '票据号码只含数字和字母').default('');
