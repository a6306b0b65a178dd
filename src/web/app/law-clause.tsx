import { Tag } from 'antd';
import type { LawCase, LawClause, LawTable } from '../../platform/regulations/contract.ts';

/** One clause: its words, how it is read, and what it makes the system do. */
export function Clause({ clause }: { readonly clause: LawClause }) {
  return (
    <article className="law" id={clause.id}>
      <p>
        <strong>{/^[一二三四五六七八九十]+$/.test(clause.clause) ? `第${clause.clause}条` : clause.clause}</strong> {clause.text} <Tag>{clause.level}</Tag>{' '}
        <span className="quiet">{clause.id}</span>
      </p>
      {clause.reading !== null && <p className="quiet">解读：{clause.reading}</p>}
      {clause.shown !== null && <p className="quiet">{clause.shown}</p>}
      {clause.tables.map((table) => (
        <Rows key={table.table} table={table} />
      ))}
      {clause.rules.map((rule) => (
        <p key={rule}>· {rule}</p>
      ))}
      {clause.cases.length > 0 && <Cases cases={clause.cases} />}
    </article>
  );
}

/** 案例: what the clause says of facts as they come; each is run against it before every release. */
function Cases({ cases }: { readonly cases: readonly LawCase[] }) {
  return (
    <details>
      <summary>案例（{cases.length}）</summary>
      <ul>
        {cases.map((one) => (
          <li key={one.name}>
            <strong>{one.name}</strong> <span className="quiet">{one.given}</span> ⇒ {one.expected}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Rows({ table }: { readonly table: LawTable }) {
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <th scope="col">{table.table}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.position}>
              {row.cells.map((cell, index) => (
                <td key={table.columns[index]}>{cell}</td>
              ))}
              <td>{row.outcome}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
