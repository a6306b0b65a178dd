import { Grid } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  /** Filters that are set. */
  readonly count: number;
  readonly children: ReactNode;
}

/** The filters above a list: in sight at a desk; on the phone behind one line that says how many are set. */
export function Narrowing({ count, children }: Props) {
  const wide = Grid.useBreakpoint().md !== false;
  if (wide) return <div className="filters">{children}</div>;
  return (
    <details className="narrowing">
      <summary>{count === 0 ? '筛选' : `筛选（已设${count}项）`}</summary>
      <div className="filters">{children}</div>
    </details>
  );
}
