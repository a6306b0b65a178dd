import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField, type Row } from '../../../web/kit/rows-field.tsx';
import { dayIn, rowsOf } from '../../../web/kit/rows-of.ts';
import { ROOM_TYPES } from '../contract.ts';
import { guestNames } from './guest-names.ts';

/** 住宿: one card a room and night. */
export function RoomsField({ value, onChange, problems }: KindForm) {
  const rooms = rowsOf(value, 'rooms');
  const start = (): Row => ({ on: dayIn(value, 'startAt') ?? rooms.at(-1)?.['on'], roomType: '标准间', occupants: [] });
  return (
    <RowsField
      legend="住宿"
      rows={rooms}
      onChange={(rows) => onChange({ ...value, rooms: rows })}
      add="增加一间"
      start={start}
      help="按每间每晚核定；合住的以级别最高的一位为准。本县人员不安排住宿。"
    >
      {(row, index) => {
        const field = { ...row, problems, path: `rooms.${index}.` };
        return (
          <>
            <Field {...field} name="on" label="入住日期" kind="day" required />
            <Field {...field} name="roomType" label="房型" kind={ROOM_TYPES} required />
            <Field {...field} name="price" label="每晚房价（元）" kind="money" required />
            <Field {...field} name="occupants" label="入住人" kind={guestNames(value)} several required />
          </>
        );
      }}
    </RowsField>
  );
}
