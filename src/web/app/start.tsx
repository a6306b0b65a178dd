import { Link } from '@tanstack/react-router';
import type { MatterKindInfo } from '../../platform/matters/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { useMe } from './me.ts';

/** 发起: the kinds of business the office's regulations know, by field. */
export function Start() {
  const kinds = useAnswer<readonly MatterKindInfo[]>('/api/matter-kinds');
  const me = useMe();
  const titleOf = (module: string): string => me.data?.menu.find((one) => one.module === module)?.title ?? '';
  return (
    <Page title="发起事项">
      <Loaded query={kinds}>
        {(list) => (
          <>
            {list.length === 0 && <Nothing what="本单位现行制度没有可发起的事项" />}
            {[...Map.groupBy(list, (kind) => kind.module)].map(([module, own]) => (
              <section key={module}>
                <h2>{titleOf(module)}</h2>
                <ul className="rows tiles">
                  {own.map((kind) => (
                    <li key={kind.kind}>
                      <Link to="/start/$kind" params={{ kind: kind.kind }} className="title">{kind.title}</Link>
                      <div className="quiet">{kind.purpose}</div>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}
