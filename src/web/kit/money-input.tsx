import { Input } from 'antd';
import { useState } from 'react';
import { amountInWords, readYuan, yuan } from './formats.ts';

interface Props {
  readonly id?: string;
  /** Fen. */
  readonly value?: number | null;
  readonly onChange?: (fen: number | null) => void;
}

/** Takes an amount as people write it, gives fen, and shows it in capitals underneath, as on the paper form. */
export function MoneyInput({ id, value, onChange }: Props) {
  // What is being typed; null once it has been left and reads as an amount.
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && typed.trim() !== '' && readYuan(typed) === undefined;
  const read = (written: string): void => {
    setTyped(written);
    onChange?.(readYuan(written) ?? null);
  };
  return (
    <>
      <Input
        {...(id !== undefined && { id })}
        inputMode="decimal"
        prefix="¥"
        value={typed ?? yuan(value)}
        {...(wrong && { status: 'error' as const })}
        aria-invalid={wrong}
        onChange={(event) => read(event.target.value)}
        onBlur={() => !wrong && setTyped(null)}
      />
      <div className="amount-words" aria-live="polite">
        {wrong ? '金额写法不对，应当像12300.00，最多两位小数' : value !== null && value !== undefined && value > 0 ? amountInWords(value) : ''}
      </div>
    </>
  );
}
