import { Button } from 'antd';
import { addDays, readCivilDate } from '../../../rules/calendar/civil-date.ts';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField, type Row } from '../../../web/kit/rows-field.tsx';
import { PAYMENT_METHODS, PROVINCES } from '../contract.ts';
import { rowAt, rowsOf } from '../../../web/kit/rows-of.ts';

/** 住宿: a bill with its nights and its slip. */
export function BillsField({ value, onChange, problems }: KindForm) {
  const last = rowsOf(value, 'stops').at(-1);
  const start = (): Row => ({
    province: last?.['province'],
    city: last?.['city'],
    method: '公务卡',
    standardRoom: true,
    nights: [{ on: last?.['reachedOn'] }],
  });
  return (
    <RowsField
      legend="住宿"
      rows={rowsOf(value, 'bills')}
      onChange={(bills) => onChange({ ...value, bills })}
      add="增加一张住宿发票"
      start={start}
      help="发票和POS小票缺一不可；须用公务卡；每晚单独比对限额。"
    >
      {(row, index) => {
        const field = { ...row, problems, path: `bills.${index}.` };
        const slip = (row.value['posSlip'] as Row | null | undefined) ?? {}; // set below only
        const slipField = {
          value: slip,
          problems,
          path: `bills.${index}.posSlip.`,
          onChange: (changed: Row) => row.onChange({ ...row.value, posSlip: changed }),
        };
        return (
          <>
            <Field {...field} name="province" label="省份" kind={PROVINCES} required />
            <Field {...field} name="city" label="城市" kind="text" required />
            <Field {...field} name="seller" label="酒店（开票单位）" kind="text" />
            <Field {...field} name="number" label="发票号码" kind="text" />
            <Field {...field} name="date" label="开票日期" kind="day" required />
            <Nights row={row.value} set={row.onChange} problems={problems} path={field.path} />
            <Field {...slipField} name="number" label="POS小票号" kind="text" />
            <Field {...slipField} name="amount" label="小票金额（元）" kind="money" />
            <Field {...field} name="method" label="付款方式" kind={PAYMENT_METHODS} />
            <Field {...field} name="reference" label="公务卡交易号" kind="text" />
            <Field {...field} name="standardRoom" label="标准间" kind="check" />
            <Field {...field} name="forWhom" label="由谁分摊" kind="people" help="同住的几人均摊；不选为本人" />
          </>
        );
      }}
    </RowsField>
  );
}

interface NightsProps {
  readonly row: Row;
  readonly set: (row: Row) => void;
  readonly problems: KindForm['problems'];
  readonly path: string;
}

/** One line a night. */
function Nights({ row, set, problems, path }: NightsProps) {
  const nights = rowsOf(row, 'nights');
  const put = (changed: readonly Row[]): void => set({ ...row, nights: changed });
  return (
    <>
      {nights.map((_, at) => {
        const field = { ...rowAt(nights, { index: at, put }), problems, path: `${path}nights.${at}.` };
        return (
          <div key={at}>
            <Field {...field} name="on" label={`第${at + 1}晚`} kind="day" required />
            <Field {...field} name="amount" label="房费（元）" kind="money" required />
          </div>
        );
      })}
      <div className="actions" style={{ marginBottom: 12 }}>
        <Button size="small" onClick={() => put([...nights, { on: dayAfter(nights.at(-1)?.['on']), amount: nights.at(-1)?.['amount'] }])}>
          增加一晚
        </Button>
        {nights.length > 1 && (
          <Button size="small" onClick={() => put(nights.slice(0, -1))}>
            减少一晚
          </Button>
        )}
      </div>
    </>
  );
}

function dayAfter(day: unknown): string | undefined {
  const read = typeof day === 'string' ? readCivilDate(day) : undefined;
  return read === undefined ? undefined : addDays(read, 1);
}
