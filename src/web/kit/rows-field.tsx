import { Button } from 'antd';
import type { ReactNode } from 'react';
import { rowAt, type RowAmong } from './rows-of.ts';

export type Row = Readonly<Record<string, unknown>>;

interface Props {
  readonly legend: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
  /** On the button: 增加一程. */
  readonly add: string;
  /** What a new row begins with. */
  readonly start: () => Row;
  readonly help?: string;
  readonly children: (row: RowAmong, index: number) => ReactNode;
}

/** Lines of a paper form, one card each. */
export function RowsField({ legend, rows, onChange, add, start, help, children }: Props) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {help !== undefined && <p className="quiet">{help}</p>}
      {rows.map((_, index) => {
        const row = rowAt(rows, { index, put: onChange });
        return (
          <div key={index} className="card">
            {children(row, index)}
            <Button onClick={row.remove}>删除这一项</Button>
          </div>
        );
      })}
      <Button onClick={() => onChange([...rows, start()])}>{add}</Button>
    </fieldset>
  );
}
