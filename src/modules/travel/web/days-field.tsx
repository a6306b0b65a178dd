import { Button, Checkbox } from 'antd';
import { addDays, daysBetween, readCivilDate, weekday, type CivilDate } from '../../../rules/calendar/civil-date.ts';
import { holidayOn, isWorkday } from '../../../rules/calendar/working-days.ts';
import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import type { Row } from '../../../web/kit/rows-field.tsx';
import { PLACE_LEVELS } from '../contract.ts';
import { dayIn, rowAt, rowsOf } from '../../../web/kit/rows-of.ts';

const LONGEST = 62;
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** What a day is to an office: an ordinary working day needs no word. */
function sortOfDay(day: CivilDate): string {
  const weekend = weekday(day) === 0 || weekday(day) === 6;
  if (isWorkday(day)) return weekend ? '（调休上班）' : '';
  return `（${holidayOn(day) ?? '休息日'}，票据不予报销）`;
}

/** The days of the trip, both ends included; none while its times are not filled in. */
function daysOf(value: Row): readonly CivilDate[] {
  const [from, until] = ['startAt', 'endAt'].map((name) => readCivilDate(dayIn(value, name) ?? ''));
  if (from === undefined || until === undefined || until < from) return [];
  return Array.from({ length: Math.min(daysBetween(from, until) + 1, LONGEST) }, (_, index) => addDays(from, index));
}

/** 逐日票据: the official car, the meals and the local transport of each day. */
export function DaysField({ value, onChange, problems }: KindForm) {
  const carDays = (value['carDays'] as readonly string[] | undefined) ?? []; // set below only
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
      <legend>逐日票据</legend>
      <p className="quiet">就餐和市内交通按日凭票在标准之内核报，余额不转到其他日子；节假日、周末的票据不予报销，调休上班的日子除外。</p>
      {daysOf(value).map((day) => (
        <div key={day} className="card" role="group" aria-label={day}>
          <strong>
            {day} {WEEKDAYS[weekday(day)]}
            <span className="amber">{sortOfDay(day)}</span>
          </strong>
          <div style={{ margin: '8px 0' }}>
            <Checkbox
              checked={carDays.includes(day)}
              onChange={(event) => onChange({ ...value, carDays: event.target.checked ? [...carDays, day].toSorted() : carDays.filter((one) => one !== day) })}
            >
              当天乘坐公务用车
            </Checkbox>
          </div>
          <DayRows value={value} onChange={onChange} problems={problems} name="meals" day={day} title="就餐" add="增加就餐发票" />
          <DayRows value={value} onChange={onChange} problems={problems} name="locals" day={day} title="市内交通" add="增加市内交通票" />
        </div>
      ))}
    </fieldset>
  );
}

interface DayRowsProps extends KindForm {
  readonly name: 'meals' | 'locals';
  readonly day: CivilDate;
  readonly title: string;
  readonly add: string;
}

function DayRows({ value, onChange, problems, name, day, title, add }: DayRowsProps) {
  const rows = rowsOf(value, name);
  const put = (changed: readonly Row[]): void => onChange({ ...value, [name]: changed });
  return (
    <>
      {rows.map((row, index) => {
        if (row['on'] !== day) return null;
        const { remove, ...among } = rowAt(rows, { index, put });
        const field = { ...among, problems, path: `${name}.${index}.` };
        return (
          <div key={index} style={{ borderTop: '1px solid var(--line)', paddingTop: 8 }}>
            <Field {...field} name="amount" label={`${title}金额（元）`} kind="money" required />
            <Field {...field} name="number" label="发票（票）号码" kind="text" />
            {name === 'meals' ? (
              <>
                <Field {...field} name="city" label="地点" kind="text" />
                <Field {...field} name="level" label="开票地级别" kind={PLACE_LEVELS} required />
                <Field {...field} name="seller" label="开票单位" kind="text" />
              </>
            ) : (
              <Field {...field} name="route" label="区间" kind="text" />
            )}
            <Field {...field} name="forWhom" label="由谁分摊" kind="people" help="不选为本人" />
            <Button size="small" onClick={remove}>
              删除这一张
            </Button>
          </div>
        );
      })}
      <Button size="small" style={{ margin: '4px 8px 4px 0' }} onClick={() => put([...rows, { on: day }])}>
        {add}
      </Button>
    </>
  );
}
