import { useId, type ReactNode } from 'react';

/** A small input among others in a row, with its words before it. */
export function Labelled({ title, children }: { readonly title: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <span className="labelled">
      <label htmlFor={id} className="quiet">
        {title}
      </label>
      {children(id)}
    </span>
  );
}
