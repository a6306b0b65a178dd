import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { amountInWords, readYuan, yuan } from './formats.ts';

interface Props {
  readonly id?: string;
  /** Fen. */
  readonly value?: number | null;
  readonly onChange?: (fen: number | null) => void;
}

/** Takes an amount as people write it, gives fen, and shows it in capitals underneath, as on the paper form. */
export function MoneyInput({ id, value, onChange }: Props) {
  const [text, setText] = useState(yuan(value));
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    if (readYuan(text) !== value) setText(yuan(value));
  }, [value]);
  const read = (written: string): void => {
    setText(written);
    const fen = readYuan(written);
    setWrong(written.trim() !== '' && fen === undefined);
    onChange?.(fen ?? null);
  };
  return (
    <>
      <Input {...(id !== undefined && { id })} inputMode="decimal" prefix="¥" value={text} {...(wrong && { status: 'error' as const })} aria-invalid={wrong} onChange={(event) => read(event.target.value)} onBlur={() => value !== null && value !== undefined && setText(yuan(value))} />
      <div className="amount-words" aria-live="polite">
        {wrong ? '金额写法不对，应当像12300.00，最多两位小数' : value !== null && value !== undefined && value > 0 ? amountInWords(value) : ''}
      </div>
    </>
  );
}
