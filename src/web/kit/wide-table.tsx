import { Table, type TableProps } from 'antd';
import { Nothing } from './page.tsx';
import { Sideways } from './sideways.tsx';

interface Props<Row> extends Omit<TableProps<Row>, 'scroll' | 'title' | 'style' | 'locale'> {
  /** What is listed, for whoever hears the page. */
  readonly label: string;
  /** What is said when there is nothing to list, and what to do about it. */
  readonly empty: string;
}

/** A table that may be wider than the screen: it is moved sideways by finger or by key. */
export function WideTable<Row extends object>({ label, empty, ...table }: Props<Row>) {
  return (
    <Sideways label={label}>
      <Table<Row>
        size="middle"
        {...table}
        locale={{ emptyText: <Nothing what={empty} /> }}
        style={{ minWidth: table.dataSource?.length === 0 ? 0 : 'max-content' }}
      />
    </Sideways>
  );
}
