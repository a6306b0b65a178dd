import { Button, Select } from 'antd';
import { Input } from 'antd';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Figure, ReportHead, Sheet, SheetColumn, SheetTable } from '../../platform/reports/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { yuan } from '../kit/formats.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { useMe } from './me.ts';

/** 报表: worked out from the books when it is opened; the address names report and period. */
export function Reports() {
  const reports = useAnswer<readonly ReportHead[]>('/api/reports');
  const me = useMe();
  return (
    <Page title="报表" actions={<Button onClick={() => window.print()}>打印</Button>}>
      <Loaded query={reports}>
        {(list) => (list.length === 0 ? <Nothing what="没有由您查看的报表" /> : <Chosen list={list} today={me.data?.today ?? ''} />)}
      </Loaded>
    </Page>
  );
}

function Chosen({ list, today }: { readonly list: readonly ReportHead[]; readonly today: string }) {
  const search: { readonly report?: string; readonly period?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const head = list.find((one) => one.report === search.report) ?? list[0];
  if (head === undefined) return null;
  const known = search.period !== undefined && (search.period.length === 7) === (head.period === 'month');
  const period = known ? (search.period ?? '') : head.period === 'month' ? today.slice(0, 7) : today.slice(0, 4);
  const go = (to: { readonly report?: string; readonly period?: string }): void =>
    void navigate({ to: '/reports', search: { report: head.report, period, ...to } });
  return (
    <>
      <div className="filters">
        <Select
          aria-label="报表"
          value={head.report}
          style={{ minWidth: 180 }}
          options={list.map((one) => ({ value: one.report, label: one.title }))}
          onChange={(report) => go({ report })}
        />
        {head.period === 'month' ? (
          <Input
            aria-label="月份"
            type="month"
            value={period}
            style={{ width: 160 }}
            onChange={(event) => event.target.value !== '' && go({ period: event.target.value })}
          />
        ) : (
          <Input
            aria-label="年度"
            type="number"
            min={2000}
            max={2100}
            value={period}
            style={{ width: 110 }}
            onChange={(event) => /^20\d\d$/.test(event.target.value) && go({ period: event.target.value })}
          />
        )}
      </div>
      <Shown report={head.report} period={period} />
    </>
  );
}

function Shown({ report, period }: { readonly report: string; readonly period: string }) {
  const sheet = useAnswer<Sheet>(period === '' ? undefined : `/api/reports/${report}?period=${period}`);
  return (
    <Loaded query={sheet}>
      {({ tables, notes }) => (
        <>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
          {tables.map((table) => (
            <SheetSection key={table.title} table={table} />
          ))}
        </>
      )}
    </Loaded>
  );
}

function SheetSection({ table: { title, columns, rows } }: { readonly table: SheetTable }) {
  return (
    <section className="card law">
      <h2>{title}</h2>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.title} scope="col">
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 && (
              <tr>
                <td colSpan={columns.length} className="quiet">
                  本期没有发生
                </td>
              </tr>
            )}
            {rows.map((row) => (
              <tr key={row.join('/')}>
                {row.map((figure, index) => (
                  <Cell key={columns[index]?.title} column={columns[index]} figure={figure} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Names and days stay on one line. */
const SHORT = 14;

function Cell({ column, figure }: { readonly column: SheetColumn | undefined; readonly figure: Figure }) {
  switch (column?.type) {
    case 'money':
      return <td className="money">{yuan(typeof figure === 'number' ? figure : null)}</td>;
    case 'percent':
      return <td className="money">{figure}%</td>;
    case 'number':
      return <td className="money">{figure}</td>;
    default:
      return <td className={String(figure ?? '').length <= SHORT ? 'short' : undefined}>{figure}</td>;
  }
}
