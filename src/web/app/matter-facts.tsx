import type { Matter } from '../../platform/matters/contract.ts';
import type { Paper } from '../../platform/matters/paper.ts';
import { amountInWords, moment, yuan } from '../kit/formats.ts';

/** What the handler filled in. */
export function MatterFacts({ matter }: { readonly matter: Matter }) {
  const form = matter.form as Readonly<Record<string, unknown>>; // each kind's own form; its lines are shown below
  const rows: (readonly [string, string])[] = [
    ['经办人', `${matter.handler.name}${matter.handler.department === null ? '' : `（${matter.handler.department}）`}`],
    ...matter.filled,
    ...(matter.amount === null ? [] : [['金额', `${yuan(matter.amount)} 元（${amountInWords(matter.amount)}）`] as const]),
    ...(matter.submittedAt === null ? [] : [['提交时间', moment(matter.submittedAt)] as const]),
  ];
  return (
    <>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label + value} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Lines
        title="票据"
        lines={form['invoices']}
        columns={[
          ['issuerKind', '种类'],
          ['number', '号码'],
          ['date', '日期'],
          ['seller', '开票单位'],
          ['amount', '价税合计'],
          ['tax', '其中税额'],
        ]}
      />
      <Lines
        title="采购清单"
        lines={form['supplies']}
        columns={[
          ['item', '品名'],
          ['specification', '规格'],
          ['quantity', '数量'],
          ['unit', '单位'],
          ['unitPrice', '市场单价'],
          ['priceSource', '价格来源'],
        ]}
      />
    </>
  );
}

/** The boxes and lists of its paper form. */
export function PaperFacts({ paper: { rows, tables = [] } }: { readonly paper: Paper }) {
  return (
    <>
      <dl className="facts">
        {rows.flat().map(({ label, value }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd style={{ whiteSpace: 'pre-line' }}>{value}</dd>
          </div>
        ))}
      </dl>
      {tables.map(({ title, columns, rows: lines }) => (
        <div key={title} className="law scroll">
          <strong>{title}</strong>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                <tr key={index}>
                  {columns.map((column, at) => (
                    <td key={column}>{line[at]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </>
  );
}

const MONEY = new Set(['amount', 'tax', 'unitPrice']);

function inWords(key: string, part: string | number | null | undefined): string {
  if (part === null || part === undefined) return '';
  return MONEY.has(key) ? yuan(Number(part)) : String(part);
}

function Lines({ title, lines, columns }: { readonly title: string; readonly lines: unknown; readonly columns: readonly (readonly [string, string])[] }) {
  if (!Array.isArray(lines) || lines.length === 0) return null;
  const rows = lines as readonly Readonly<Record<string, string | number | null>>[]; // arrays of plain lines in every form
  return (
    <div className="law scroll">
      <strong>{title}</strong>
      <table>
        <thead>
          <tr>
            {columns.map(([key, label]) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map(([key]) => (
                <td key={key}>{inWords(key, row[key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
