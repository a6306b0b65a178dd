import { Button } from 'antd';

interface Props {
  /** Keys of the pages seen so far; the last is shown. */
  readonly pages: readonly string[];
  readonly show: (pages: readonly string[]) => void;
  /** Key of the next page, if there is one. */
  readonly next: string | null | undefined;
}

/** Back and on through pages by key. */
export function Pager({ pages, show, next }: Props) {
  return (
    <div className="actions" style={{ marginTop: 12 }}>
      {pages.length > 1 && <Button onClick={() => show(pages.slice(0, -1))}>上一页</Button>}
      {typeof next === 'string' && <Button onClick={() => show([...pages, next])}>下一页</Button>}
    </div>
  );
}
