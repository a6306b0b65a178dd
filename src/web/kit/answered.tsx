import type { ReactNode } from 'react';
import { useAnswer } from '../api/queries.ts';
import { Loaded } from './page.tsx';

interface Props<Result> {
  /** Asked again whenever it changes; nothing is asked while undefined. */
  readonly path: string | undefined;
  readonly children: (data: Result) => ReactNode;
}

/** What an address answers, shown inside a form while it is filled in. */
export function Answered<Result>({ path, children }: Props<Result>) {
  const query = useAnswer<Result>(path);
  return path === undefined ? null : <Loaded query={query}>{children}</Loaded>;
}
