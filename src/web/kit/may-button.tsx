import { Button, Popover, type ButtonProps } from 'antd';
import type { Refusal } from '../../rules/decision.ts';
import { RefusalList } from './refusal-alert.tsx';

interface Props extends Omit<ButtonProps, 'disabled'> {
  readonly may: true | Refusal | undefined;
}

/** A button that is never hidden: what may not be done now says why, by which clause, and what would help. */
export function MayButton({ may, ...button }: Props) {
  if (may === true) return <Button {...button} />;
  const { onClick: _onClick, type: _type, danger: _danger, ...rest } = button;
  return (
    <Popover trigger={['hover', 'focus', 'click']} content={may === undefined ? '现在不能办理' : <RefusalList refusals={[may]} />}>
      <Button {...rest} aria-disabled="true" className="may-not" />
    </Popover>
  );
}
