import { Badge, Button, Calendar, Grid } from 'antd';
import { useNavigate, useSearch } from '@tanstack/react-router';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { lazy, Suspense, useState } from 'react';
import type { AgendaSort } from '../../platform/agenda/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { DepartmentSelect } from '../kit/department-select.tsx';
import { moment } from '../kit/formats.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { useMe } from './me.ts';

const FeedDialog = lazy(async () => ({ default: (await import('./feed-dialog.tsx')).FeedDialog }));

/** As JSON has it: moments are text. */
interface Entry {
  readonly entryId: number;
  readonly sort: AgendaSort;
  readonly title: string;
  readonly name: string | null;
  readonly department: string | null;
  readonly resource: string | null;
  readonly fromAt: string;
  readonly untilAt: string;
}

const COLOURS: Readonly<Record<AgendaSort, string>> = { 出差: '#1a5fb4', 休假: '#2d6a30', 外出: '#8f5200', 值班: '#a8201a', 接待: '#6b3fa0', 用车: '#595959' };
dayjs.locale('zh-cn'); // names of the days, and weeks that begin on Monday
const DAY = 'YYYY-MM-DD';
/** Lines a cell has room for; the last one counts the rest. */
const SHOWN = 4;

/** 日程: who is away, on duty, or busy, a month at a time; the address names month, day and department. */
export function Agenda() {
  const me = useMe();
  const [subscribing, setSubscribing] = useState(false);
  return (
    <Page title="日程" actions={<Button onClick={() => setSubscribing(true)}>订阅到日历</Button>}>
      {me.data !== undefined && <Month today={me.data.today} />}
      {subscribing && (
        <Suspense>
          <FeedDialog close={() => setSubscribing(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function Month({ today }: { readonly today: string }) {
  const search: { readonly day?: string; readonly departmentId?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const wide = Grid.useBreakpoint().md !== false;
  const day = dayjs(search.day !== undefined && dayjs(search.day).isValid() ? search.day : today);
  const go = (to: { readonly day?: string; readonly departmentId?: string | undefined }): void =>
    void navigate({ to: '/agenda', search: { day: day.format(DAY), departmentId: search.departmentId, ...to } });
  // The weeks a month view shows reach into the months beside it.
  const [from, until] = [day.startOf('month').subtract(6, 'day'), day.endOf('month').add(14, 'day')];
  const department = search.departmentId === undefined ? '' : `&departmentId=${search.departmentId}`;
  const entries = useAnswer<readonly Entry[]>(`/api/agenda?from=${from.format(DAY)}&until=${until.format(DAY)}${department}`);
  return (
    <>
      <div className="filters">
        <Button onClick={() => go({ day: day.subtract(1, 'month').startOf('month').format(DAY) })}>上月</Button>
        <Button onClick={() => go({ day: today })}>今天</Button>
        <Button onClick={() => go({ day: day.add(1, 'month').startOf('month').format(DAY) })}>下月</Button>
        <DepartmentSelect
          value={search.departmentId === undefined ? null : Number(search.departmentId)}
          onChange={(departmentId) => go({ departmentId: departmentId === null ? undefined : String(departmentId) })}
        />
      </div>
      <Loaded query={entries}>
        {(list) => (
          <>
            <div className="card">
              <Calendar
                value={day}
                fullscreen={wide}
                headerRender={() => <h2>{day.format('YYYY年M月')}</h2>}
                onSelect={(picked) => go({ day: picked.format(DAY) })}
                cellRender={(date, { type }) => (type === 'date' ? <Cell entries={on(list, date)} wide={wide} /> : null)}
              />
            </div>
            <OfDay day={day} entries={on(list, day)} />
          </>
        )}
      </Loaded>
    </>
  );
}

/** Whatever touches the day, on the office's clock. */
function on(list: readonly Entry[], date: Dayjs): readonly Entry[] {
  const [start, end] = [`${date.format(DAY)} 00:00`, `${date.add(1, 'day').format(DAY)} 00:00`];
  return list.filter((one) => moment(one.fromAt) < end && moment(one.untilAt) > start);
}

function Cell({ entries, wide }: { readonly entries: readonly Entry[]; readonly wide: boolean }) {
  if (entries.length === 0) return null;
  if (!wide) return <Badge count={entries.length} size="small" color={COLOURS[entries[0]?.sort ?? '外出']} title={`${entries.length}项日程`} />;
  const shown = entries.length > SHOWN ? entries.slice(0, SHOWN - 1) : entries;
  return (
    <ul className="agenda-cell">
      {shown.map((one) => (
        <li key={one.entryId}>
          <Badge color={COLOURS[one.sort]} text={`${one.name ?? one.resource ?? ''} ${one.sort}`} />
        </li>
      ))}
      {entries.length > shown.length && <li className="quiet">另有{entries.length - shown.length}项</li>}
    </ul>
  );
}

function OfDay({ day, entries }: { readonly day: Dayjs; readonly entries: readonly Entry[] }) {
  return (
    <section aria-label={`${day.format('M月D日')}日程`} aria-live="polite">
      <h2>{day.format('M月D日')}</h2>
      {entries.length === 0 && <Nothing what="这一天没有登记的日程" />}
      <ul className="rows">
        {entries.map((one) => (
          <li key={one.entryId}>
            <div className="line">
              <span className="title">{one.name ?? one.resource}</span>
              <Badge color={COLOURS[one.sort]} text={one.sort} />
            </div>
            <div>{one.title}</div>
            <div className="quiet">{[one.department, `${moment(one.fromAt)} 至 ${moment(one.untilAt)}`].filter((part) => part !== null).join('　')}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
