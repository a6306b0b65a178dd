import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { InvoiceFacts } from '../../platform/files/invoice-xml.ts';
import { readReceipt } from '../../modules/travel/web/read-receipt.ts';
import { readInvoice } from '../kit/read-invoice.ts';
import type { KindForm } from '../kit/kind-form.ts';

type Filled = Readonly<Record<string, unknown>>;

export interface FormOfKind {
  readonly form: LazyExoticComponent<ComponentType<KindForm>>;
  /** What is asked for from the start, before the rules ask. */
  readonly evidence: readonly string[];
  readonly readInvoice?: (form: Filled, invoice: InvoiceFacts) => Filled;
}

/** The form of each kind of business, from its own module. A new kind is one line here. */
export const FORMS: Readonly<Record<string, FormOfKind>> = {
  'spending-request': { form: lazy(() => import('../../modules/expenditure/web/request-form.tsx')), evidence: ['附件'] },
  claim: { form: lazy(() => import('../../modules/expenditure/web/claim-form.tsx')), evidence: ['发票'], readInvoice },
  leave: { form: lazy(() => import('../../modules/leave/web/leave-form.tsx')), evidence: [] },
  'annual-leave': { form: lazy(() => import('../../modules/leave/web/annual-leave-form.tsx')), evidence: [] },
  'rest-in-lieu': { form: lazy(() => import('../../modules/leave/web/annual-leave-form.tsx')), evidence: [] },
  'vehicle-request': { form: lazy(() => import('../../modules/vehicles/web/request-form.tsx')), evidence: ['附件'] },
  'union-claim': { form: lazy(() => import('../../modules/expenditure/web/union-claim-form.tsx')), evidence: ['发票'], readInvoice },
  'official-trip': { form: lazy(() => import('../../modules/travel/web/trip-form.tsx')), evidence: ['出差依据'] },
  'trip-claim': {
    form: lazy(() => import('../../modules/travel/web/claim-form.tsx')),
    evidence: ['车船机票', '住宿发票', '就餐发票', '市内交通票'],
    readInvoice: readReceipt,
  },
  reception: { form: lazy(() => import('../../modules/reception/web/reception-form.tsx')), evidence: [] },
  'reception-claim': { form: lazy(() => import('../../modules/reception/web/claim-form.tsx')), evidence: ['发票', '菜单'], readInvoice },
  'work-meal': { form: lazy(() => import('../../modules/reception/web/work-meal-form.tsx')), evidence: [] },
  'work-meal-claim': { form: lazy(() => import('../../modules/reception/web/work-meal-claim-form.tsx')), evidence: ['发票'], readInvoice },
};
