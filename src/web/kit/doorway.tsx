import type { ReactNode } from 'react';
import { usePageTitle } from './page-title.ts';

interface Props {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** A page before anybody is signed in: the name of the product, what this step is, its content. */
export function Doorway({ title, lead, children }: Props) {
  usePageTitle(title);
  return (
    <main className="doorway">
      <header>
        <div className="brand" aria-hidden="true">
          规矩
        </div>
        <h1>{title}</h1>
        {lead !== undefined && <p className="quiet">{lead}</p>}
      </header>
      {children}
    </main>
  );
}
