import { Table, type TableProps } from 'antd';

interface Props<Row> extends Omit<TableProps<Row>, 'scroll' | 'title' | 'style'> {
  /** What is listed, for whoever hears the page. */
  readonly label: string;
}

/** A table that may be wider than the screen: it is moved sideways by finger or by key. */
export function WideTable<Row extends object>({ label, ...table }: Props<Row>) {
  return (
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      <Table<Row> size="middle" {...table} style={{ minWidth: 'max-content' }} />
    </div>
  );
}
