import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField } from '../../../web/kit/rows-field.tsx';
import { PROVINCES } from '../contract.ts';
import { dayIn, rowsOf } from '../../../web/kit/rows-of.ts';

/** 行程: the destinations by the day they are reached. */
export function StopsField({ value, onChange, problems }: KindForm) {
  const start = (): Readonly<Record<string, unknown>> => ({ reachedOn: dayIn(value, 'startAt'), withinCounty: false });
  return (
    <RowsField
      legend="行程（目的地）"
      rows={rowsOf(value, 'stops')}
      onChange={(stops) => onChange({ ...value, stops })}
      add="增加一个目的地"
      start={start}
      help="逐个写明目的地和到达日期；中转地和本地不写。"
    >
      {(row, index) => (
        <>
          <Field {...row} problems={problems} path={`stops.${index}.`} name="reachedOn" label="到达日期" kind="day" required />
          <Field {...row} problems={problems} path={`stops.${index}.`} name="province" label="省份" kind={PROVINCES} required />
          <Field {...row} problems={problems} path={`stops.${index}.`} name="city" label="城市（县）" kind="text" required />
          <Field {...row} problems={problems} path={`stops.${index}.`} name="withinCounty" label="在本县境内" kind="check" />
        </>
      )}
    </RowsField>
  );
}
