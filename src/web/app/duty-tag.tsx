import { Tag } from 'antd';
import type { Obligation } from '../../platform/obligations/contract.ts';

const WORDS = { red: '逾期', amber: '临近', green: '在期' } as const;
const COLOURS = { red: 'red', amber: 'orange', green: 'green' } as const;

/** Colour and word, so that nobody needs to see the colour. */
export function DutyTag({ duty }: { readonly duty: Obligation }) {
  if (duty.state !== 'open') return <Tag>{{ discharged: '已办结', waived: '已免除', lapsed: '已失效' }[duty.state]}</Tag>;
  return <Tag color={COLOURS[duty.colour]}>{WORDS[duty.colour]}</Tag>;
}
