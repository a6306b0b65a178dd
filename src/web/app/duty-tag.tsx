import { Tag } from 'antd';
import type { Obligation } from '../../platform/obligations/contract.ts';
import { moment } from '../kit/formats.ts';

const WORDS = { red: '逾期', amber: '临近', green: '在期' } as const;
const COLOURS = { red: 'red', amber: 'orange', green: 'green' } as const;

/** Colour and word, so that nobody needs to see the colour. */
export function DutyTag({ duty }: { readonly duty: Obligation }) {
  if (duty.state !== 'open') return <Tag>{{ discharged: '已办结', waived: '已免除', lapsed: duty.givenBy === null ? '已失效' : '已了结' }[duty.state]}</Tag>;
  return <Tag color={COLOURS[duty.colour]}>{WORDS[duty.colour]}</Tag>;
}

/** What was said of a duty a leader has given: by its owner meanwhile, and when it ended. */
export function DutyWords({ duty: { givenBy, reports, endedWith } }: { readonly duty: Obligation }) {
  if (givenBy === null) return null;
  return (
    <>
      {reports.map((one) => (
        <div key={one.at} className="quiet">
          {one.by}反馈：{one.text} {moment(one.at)}
        </div>
      ))}
      {endedWith !== null && <div className="quiet">结果：{endedWith}</div>}
    </>
  );
}
