import { Empty, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useMe } from './me.ts';

/** Something of a field of office life one may go to. */
export interface Tile {
  readonly key: string;
  readonly module: string;
  readonly title: string;
  readonly note: string;
  readonly link: ReactNode;
}

/** Tiles under the field they belong to; a long list can be searched by its words. */
export function TilesByModule({ tiles, searched = false }: { readonly tiles: readonly Tile[]; readonly searched?: boolean }) {
  const me = useMe();
  const [words, setWords] = useState('');
  const titleOf = (module: string): string => me.data?.menu.find((one) => one.module === module)?.title ?? module;
  const found = tiles.filter(({ title, note, module }) =>
    words
      .trim()
      .split(/\s+/)
      .every((word) => `${title}${note}${titleOf(module)}`.includes(word)),
  );
  return (
    <>
      {searched && (
        <div className="filters">
          <Input.Search
            aria-label="查找"
            placeholder="按名称查找"
            allowClear
            style={{ maxWidth: 320 }}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      )}
      {found.length === 0 && <Empty description={tiles.length === 0 ? '没有可以办理的' : '没有找到'} />}
      {[...Map.groupBy(found, (tile) => tile.module)].map(([module, own]) => (
        <section key={module}>
          <h2>{titleOf(module)}</h2>
          <ul className="rows tiles">
            {own.map(({ key, link, note }) => (
              <li key={key}>
                {link}
                {note !== '' && <div className="quiet">{note}</div>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
