import type { ReactNode } from 'react';

interface Props {
  /** What is in it, for whoever hears the page. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Something that may be wider than the screen: it is moved sideways by finger or by key, the page is not. */
export function Sideways({ label, children }: Props) {
  return (
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
