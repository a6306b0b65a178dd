import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField, type Row } from '../../../web/kit/rows-field.tsx';
import { dayIn, rowsOf } from '../../../web/kit/rows-of.ts';
import { MEAL_SORTS } from '../contract.ts';
import { PAID_FROM } from '../contract-claim.ts';
import { HostsField } from './hosts-field.tsx';
import { ItemsField } from './items-field.tsx';
import { guestNames } from './guest-names.ts';

interface Props extends KindForm {
  /** Planned meals are estimated, eaten ones entered from the bill. */
  readonly stage: 'planned' | 'eaten';
}

/** 用餐: one card a meal; limits are told beside it meal by meal. */
export function MealsField({ value, onChange, problems, stage }: Props) {
  const meals = rowsOf(value, 'meals');
  const start = (): Row => ({
    on: dayIn(value, 'startAt') ?? meals.at(-1)?.['on'],
    sort: '午餐',
    place: meals.at(-1)?.['place'] ?? '',
    hosts: meals.at(-1)?.['hosts'] ?? [],
    ...(stage === 'eaten' && { items: [{ sort: '菜品饮料' }], paidFrom: '公务卡' }),
  });
  return (
    <RowsField
      legend="用餐"
      rows={meals}
      onChange={(rows) => onChange({ ...value, meals: rows })}
      add="增加一餐"
      start={start}
      help="不上高档菜肴，不提供香烟和酒。每餐单独核定，各餐不匀用。"
    >
      {(row, index) => {
        const field = { ...row, problems, path: `meals.${index}.` };
        return (
          <>
            <Field {...field} name="on" label="日期" kind="day" required />
            <Field {...field} name="sort" label="餐别" kind={MEAL_SORTS} required />
            <Field {...field} name="at" label="用餐时刻" kind="time" />
            <Field {...field} name="place" label="用餐地点" kind="text" required />
            <HostsField meal={row.value} onChange={row.onChange} id={`meal-hosts-${index}`} />
            <Field {...field} name="without" label="不用此餐的来客" kind={guestNames(value)} several />
            {stage === 'planned' && <Field {...field} name="amount" label="预计餐费（元）" kind="money" required />}
            <ItemsField row={row} problems={problems} path={field.path} stage={stage} />
            {stage === 'eaten' && (
              <>
                <Field {...field} name="paidFrom" label="付款账户" kind={PAID_FROM} required />
                <Field {...field} name="reference" label="刷卡小票号或银行回单号" kind="text" />
                <Field {...field} name="ordererId" label="点餐人" kind="person" help="不填为经办人；超出限额的部分由点餐人承担" />
              </>
            )}
          </>
        );
      }}
    </RowsField>
  );
}
