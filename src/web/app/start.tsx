import { Link } from '@tanstack/react-router';
import type { MatterKindInfo } from '../../platform/matters/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { TilesByModule } from './tiles-by-module.tsx';

/** 发起: the kinds of business the office's regulations know, by field. */
export function Start() {
  const kinds = useAnswer<readonly MatterKindInfo[]>('/api/matter-kinds');
  return (
    <Page title="发起事项">
      <Loaded query={kinds}>
        {(list) => (
          <TilesByModule
            tiles={list.map(({ kind, title, purpose, module }) => ({
              key: kind,
              module,
              title,
              note: purpose,
              link: (
                <Link to="/start/$kind" params={{ kind }} className="title">
                  {title}
                </Link>
              ),
            }))}
          />
        )}
      </Loaded>
    </Page>
  );
}
