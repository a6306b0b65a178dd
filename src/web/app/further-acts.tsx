import { Button, Grid } from 'antd';
import { useState } from 'react';
import type { Matter } from '../../platform/matters/contract.ts';
import type { Refusal } from '../../rules/decision.ts';
import { MayButton } from '../kit/may-button.tsx';

/** Acts that ask for something first. */
type Asking =
  | 'hand-over'
  | 'ask-reassign'
  | 'ask-change-handler'
  | 'ask-duty-exception'
  | 'add-signer'
  | 'remove-signer'
  | 'recuse'
  | 'withdraw'
  | 'void'
  | 'correct'
  | 'instruct'
  | 'remark';

interface Props {
  readonly matter: Matter;
  readonly on: (verb: string) => true | Refusal | undefined;
  readonly act: (verb: string, body: object) => void;
  readonly open: (dialog: Asking) => void;
}

/** What is seldom done: beside the rest at a desk, behind one button on the phone, where the page has to stay in sight. */
export function FurtherActs(props: Props) {
  const wide = Grid.useBreakpoint().md !== false;
  const [shown, setShown] = useState(false);
  if (wide) return <Acts {...props} />;
  return (
    <>
      <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? '收起' : '其他办理'}
      </Button>
      {shown && <Acts {...props} />}
    </>
  );
}

function Acts({ matter, on, act, open }: Props) {
  return (
    <>
      {matter.state === 'in_review' && (
        <MayButton may={on('hand-over')} onClick={() => open('hand-over')}>
          转办
        </MayButton>
      )}
      {matter.state === 'in_review' && on('ask-reassign') === true && (
        <MayButton may onClick={() => open('ask-reassign')}>
          申请改派
        </MayButton>
      )}
      {on('ask-change-handler') === true && (
        <MayButton may onClick={() => open('ask-change-handler')}>
          申请更换经办人
        </MayButton>
      )}
      {on('ask-duty-exception') === true && (
        <MayButton may onClick={() => open('ask-duty-exception')}>
          申请例外
        </MayButton>
      )}
      {matter.state === 'in_review' && (
        <MayButton may={on('add-signer')} onClick={() => open('add-signer')}>
          加签
        </MayButton>
      )}
      {matter.state === 'in_review' && on('remove-signer') === true && (
        <MayButton may onClick={() => open('remove-signer')}>
          撤销加签
        </MayButton>
      )}
      {matter.state === 'in_review' && on('recuse') === true && (
        <MayButton may onClick={() => open('recuse')}>
          申报回避
        </MayButton>
      )}
      {matter.state === 'in_review' && (
        <MayButton may={on('urge')} onClick={() => act('urge', {})}>
          催办
        </MayButton>
      )}
      {['draft', 'in_review', 'returned'].includes(matter.state) && (
        <MayButton may={on('withdraw')} onClick={() => open('withdraw')}>
          撤回
        </MayButton>
      )}
      {matter.state === 'approved' && (
        <MayButton may={on('void')} onClick={() => open('void')}>
          作废
        </MayButton>
      )}
      {['approved', 'closed', 'void'].includes(matter.state) && (
        <MayButton may={on('correct')} onClick={() => open('correct')}>
          更正说明
        </MayButton>
      )}
      {on('instruct') === true && (
        <MayButton may onClick={() => open('instruct')}>
          批示
        </MayButton>
      )}
      <MayButton may={on('remark')} onClick={() => open('remark')}>
        留言
      </MayButton>
    </>
  );
}
