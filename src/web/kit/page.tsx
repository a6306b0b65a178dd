import { Empty, Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorAlert } from './refusal-alert.tsx';

interface Props {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: one heading, its actions, its content. */
export function Page({ title, actions, children }: Props) {
  return (
    <section className="page" aria-label={title}>
      <header className="page-head">
        <h1>{title}</h1>
        <div className="actions">{actions}</div>
      </header>
      {children}
    </section>
  );
}

/** Shows an answer once it is there: a skeleton before, the trouble if it does not come. */
export function Loaded<Result>({ query, children }: { readonly query: UseQueryResult<Result>; readonly children: (data: Result) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null) return <ErrorAlert error={query.error} />;
  return <Skeleton active />;
}

export function Nothing({ what }: { readonly what: string }) {
  return <Empty description={what} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
}
