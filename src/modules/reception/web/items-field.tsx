import { Button } from 'antd';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import type { Row } from '../../../web/kit/rows-field.tsx';
import { rowAt, rowsOf } from '../../../web/kit/rows-of.ts';
import { ITEM_SORTS } from '../contract.ts';

interface Props {
  readonly row: { readonly value: Row; readonly onChange: (row: Row) => void };
  readonly problems: KindForm['problems'];
  readonly path: string;
  /** Of a plan only the names, of a bill also the amounts. */
  readonly stage: 'planned' | 'eaten';
}

/** 菜单: line by line, as printed. */
export function ItemsField({ row: meal, problems, path, stage }: Props) {
  const name = stage === 'planned' ? 'menu' : 'items';
  const items = rowsOf(meal.value, name);
  const put = (changed: readonly Row[]): void => meal.onChange({ ...meal.value, [name]: changed });
  return (
    <>
      {items.map((_, at) => {
        const { remove, ...row } = rowAt(items, { index: at, put });
        const field = { ...row, problems, path: `${path}${name}.${at}.` };
        return (
          <div key={at} style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))', gap: 8, alignItems: 'end' }}>
            <Field {...field} name="item" label={`品名（第${at + 1}项）`} kind="text" required />
            <Field {...field} name="sort" label="品类" kind={ITEM_SORTS} required />
            {stage === 'eaten' && <Field {...field} name="amount" label="金额（元）" kind="money" required />}
            <Button style={{ marginBottom: 24 }} onClick={remove}>
              删除
            </Button>
          </div>
        );
      })}
      <Button size="small" style={{ marginBottom: 12 }} onClick={() => put([...items, { sort: '菜品饮料' }])}>
        {stage === 'planned' ? '列出菜单' : '增加一项'}
      </Button>
    </>
  );
}
