import type { Worksheet, WorksheetCell } from '../../platform/matters/worksheet.ts';
import { ClauseLink } from './clause-link.tsx';
import { yuan } from './formats.ts';

/** A kind's own reckoning: one line a table row, its reason and clause beneath. A line without figures takes the whole width. */
export function WorksheetTable({ worksheet: { title, columns, rows, totals, note } }: { readonly worksheet: Worksheet }) {
  const line = (cells: readonly WorksheetCell[]) => {
    const told = cells.findLastIndex((cell) => cell !== null);
    const last = columns[told]?.type === 'text' ? told : columns.length - 1;
    return columns.slice(0, last + 1).map(({ title: column, type }, at) => (
      <td key={column} className={type === 'money' ? 'money' : undefined} colSpan={at === last ? columns.length - last : 1}>
        {shown(cells[at], type)}
      </td>
    ));
  };
  return (
    <div className="law scroll">
      <h2>{title}</h2>
      <table className="worksheet">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row, index) => (
          <tbody key={index}>
            <tr>{line(row.cells)}</tr>
            {(row.reason !== '' || row.clause !== null) && (
              <tr>
                <td colSpan={columns.length} className="quiet">
                  {row.reason} <ClauseLink clause={row.clause} />
                </td>
              </tr>
            )}
          </tbody>
        ))}
        {totals.length > 0 && (
          <tfoot>
            <tr>{line(totals)}</tr>
          </tfoot>
        )}
      </table>
      {note !== undefined && <p className="quiet">{note}</p>}
    </div>
  );
}

function shown(cell: WorksheetCell | undefined, type: 'text' | 'money'): string {
  return type === 'money' && typeof cell === 'number' ? yuan(cell) : String(cell ?? '');
}
