import { Empty, Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePageTitle } from './page-title.ts';
import { ErrorAlert } from './refusal-alert.tsx';

interface Props {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: one heading, its actions, its content. */
export function Page({ title, actions, children }: Props) {
  usePageTitle(title);
  return (
    <section className="page" aria-label={title}>
      <header className="page-head">
        <h1>{title}</h1>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

interface LoadedProps<Result> {
  readonly query: UseQueryResult<Result>;
  /** Of the page, where the answer brings its own heading: stands above the trouble if there is no answer. */
  readonly title?: string;
  readonly children: (data: Result) => ReactNode;
}

/** Shows an answer once it is there: a skeleton before, the trouble if it does not come. */
export function Loaded<Result>({ query, title, children }: LoadedProps<Result>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error === null) return <Skeleton active />;
  return title === undefined ? (
    <ErrorAlert error={query.error} />
  ) : (
    <Page title={title}>
      <ErrorAlert error={query.error} />
    </Page>
  );
}

interface NothingProps {
  readonly what: string;
  /** What to do about it. */
  readonly children?: ReactNode;
}

/** An empty list says so, and what comes next. */
export function Nothing({ what, children }: NothingProps) {
  return (
    <Empty description={what} image={Empty.PRESENTED_IMAGE_SIMPLE}>
      {children !== undefined && <span className="next">{children}</span>}
    </Empty>
  );
}
