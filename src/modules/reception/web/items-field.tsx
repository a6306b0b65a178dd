import { Button } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import type { Row } from '../../../web/kit/rows-field.tsx';
import { rowsOf } from '../../../web/kit/rows-of.ts';
import { ITEM_SORTS } from '../contract.ts';

interface Props {
  readonly row: { readonly value: Row; readonly onChange: (row: Row) => void };
  readonly problems: KindForm['problems'];
  readonly path: string;
  /** Of a plan only the names, of a bill also the amounts. */
  readonly stage: 'planned' | 'eaten';
}

/** 菜单: line by line, as printed. */
export function ItemsField({ row, problems, path, stage }: Props) {
  const name = stage === 'planned' ? 'menu' : 'items';
  const items = rowsOf(row.value, name);
  const put = (changed: readonly Row[]): void => row.onChange({ ...row.value, [name]: changed });
  return (
    <>
      {items.map((item, at) => {
        const field = { value: item, problems, path: `${path}${name}.${at}.`, onChange: (changed: Row) => put(items.map((one, index) => (index === at ? changed : one))) };
        return (
          <div key={at} style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))', gap: 8, alignItems: 'end' }}>
            <Field {...field} name="item" label={`品名（第${at + 1}项）`} kind="text" required />
            <Field {...field} name="sort" label="品类" kind={ITEM_SORTS} required />
            {stage === 'eaten' && <Field {...field} name="amount" label="金额（元）" kind="money" required />}
            <Button style={{ marginBottom: 24 }} onClick={() => put(items.filter((_, index) => index !== at))}>删除</Button>
          </div>
        );
      })}
      <Button size="small" style={{ marginBottom: 12 }} onClick={() => put([...items, { sort: '菜品饮料' }])}>{stage === 'planned' ? '列出菜单' : '增加一项'}</Button>
    </>
  );
}
