import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RegisterInfo, RegisterPage } from '../../platform/registers/contract.ts';
import type { RegisterColumn } from '../../platform/registers/register.ts';
import { useAnswer } from '../api/queries.ts';
import { moment, yuan } from './formats.ts';
import { Page } from './page.tsx';
import { Pager } from './pager.tsx';
import { ErrorAlert } from './refusal-alert.tsx';
import { WideTable } from './wide-table.tsx';

type Filters = Readonly<Record<string, string>>;

interface Props {
  readonly info: RegisterInfo;
  readonly filters: Filters;
  readonly onFilter: (filters: Filters) => void;
}

/** A register as the server describes it: columns, filters, pages by key, export and print of what is shown. */
export function RegisterTable({ info, filters, onFilter }: Props) {
  const [pages, setPages] = useState<readonly string[]>(['']);
  const search = new URLSearchParams(filters);
  const after = pages.at(-1) ?? '';
  const page = useAnswer<RegisterPage>(`/api/registers/${info.register}?${new URLSearchParams([...search, ...(after === '' ? [] : [['after', after]])])}`);
  const change = (key: string, value: string): void => {
    setPages(['']);
    onFilter(Object.fromEntries(Object.entries({ ...filters, [key]: value.trim() }).filter(([, one]) => one !== '')));
  };
  const columns = info.columns.map((column) => ({
    title: column.title,
    dataIndex: column.key,
    ...(column.type === 'money' && { align: 'right' as const }),
    render: (value: unknown, row: RegisterPage['rows'][number]) => cell(column, value, row),
  }));
  const [purpose, setPurpose] = useState('');
  const unexplained = info.accounting && purpose.trim() === '';
  const taken = new URLSearchParams([...search, ...(info.accounting ? [['purpose', purpose.trim()]] : [])]);
  const actions = (
    <>
      {info.accounting && (
        <Input
          placeholder="导出、打印的用途"
          aria-label="用途"
          maxLength={100}
          style={{ width: 200 }}
          value={purpose}
          onChange={(event) => setPurpose(event.target.value)}
        />
      )}
      <Button icon={<DownloadOutlined />} disabled={unexplained} href={`/api/registers/${info.register}/export.xlsx?${taken}`}>
        导出
      </Button>
      <Button icon={<PrinterOutlined />} disabled={unexplained} href={`/api/registers/${info.register}/print.pdf?${taken}`} target="_blank">
        打印
      </Button>
    </>
  );
  return (
    <Page title={info.title} actions={actions}>
      <div className="actions" style={{ marginBottom: 12 }}>
        {info.columns
          .filter((column) => column.filter === true)
          .map((column) => (
            <Filter key={column.key} column={column} filters={filters} change={change} />
          ))}
      </div>
      <ErrorAlert error={page.error} />
      <WideTable
        label={`${info.title}明细`}
        rowKey="key"
        loading={page.isPending}
        columns={columns}
        dataSource={[...(page.data?.rows ?? [])]}
        pagination={false}
      />
      <Pager pages={pages} show={setPages} next={page.data?.next} />
    </Page>
  );
}

function cell(column: RegisterColumn, value: unknown, row: RegisterPage['rows'][number]): ReactNode {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  switch (column.type) {
    case 'money':
      return <span className="money">{yuan(Number(value))}</span>;
    case 'moment':
      return moment(String(value));
    case 'matter':
      return typeof row['matterId'] === 'number' ? (
        <Link to="/matters/$matterId" params={{ matterId: String(row['matterId']) }}>
          {value}
        </Link>
      ) : (
        value
      );
    default:
      return value;
  }
}

function Filter({
  column,
  filters,
  change,
}: {
  readonly column: RegisterColumn;
  readonly filters: Filters;
  readonly change: (key: string, value: string) => void;
}) {
  const { key, title, type } = column;
  if (type === 'choice') {
    return (
      <Select
        allowClear
        placeholder={title}
        aria-label={title}
        value={filters[key] ?? null}
        style={{ minWidth: 130 }}
        options={(column.choices ?? []).map((one) => ({ value: one, label: one }))}
        onChange={(value: string | undefined) => change(key, value ?? '')}
      />
    );
  }
  if (type === 'money' || type === 'day') {
    const inputType = type === 'day' ? 'date' : 'text';
    return (
      <span className="actions range">
        <span className="quiet">{title}</span>
        <Input
          type={inputType}
          allowClear
          placeholder="起"
          aria-label={`${title}起`}
          style={{ width: 150 }}
          defaultValue={filters[`${key}.from`]}
          onBlur={(event) => change(`${key}.from`, event.target.value)}
        />
        <Input
          type={inputType}
          allowClear
          placeholder="止"
          aria-label={`${title}止`}
          style={{ width: 150 }}
          defaultValue={filters[`${key}.to`]}
          onBlur={(event) => change(`${key}.to`, event.target.value)}
        />
      </span>
    );
  }
  return (
    <Input.Search
      allowClear
      placeholder={title}
      aria-label={title}
      style={{ width: 180 }}
      defaultValue={filters[key]}
      onSearch={(value) => change(key, value)}
    />
  );
}
