import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { KindForm } from '../kit/kind-form.ts';

/** The form of each kind of business, from its own module. A new kind is one line here. */
export const FORMS: Readonly<Record<string, LazyExoticComponent<ComponentType<KindForm>>>> = {
  'spending-request': lazy(() => import('../../modules/expenditure/web/request-form.tsx')),
  claim: lazy(() => import('../../modules/expenditure/web/claim-form.tsx')),
  'union-claim': lazy(() => import('../../modules/expenditure/web/union-claim-form.tsx')),
};
