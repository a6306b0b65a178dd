import { Link } from '@tanstack/react-router';
import type { MatterKindInfo } from '../../platform/matters/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';

/** 发起: the kinds of business the office's regulations know. */
export function Start() {
  const kinds = useAnswer<readonly MatterKindInfo[]>('/api/matter-kinds');
  return (
    <Page title="发起事项">
      <Loaded query={kinds}>
        {(list) => (
          <>
            {list.length === 0 && <Nothing what="本单位现行制度没有可发起的事项" />}
            <ul className="rows">
              {list.map((kind) => (
                <li key={kind.kind}>
                  <Link to="/start/$kind" params={{ kind: kind.kind }} className="title">{kind.title}</Link>
                  <div className="quiet">{kind.purpose}</div>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Page>
  );
}
