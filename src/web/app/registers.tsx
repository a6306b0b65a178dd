import { Link } from '@tanstack/react-router';
import type { RegisterInfo } from '../../platform/registers/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { TilesByModule } from './tiles-by-module.tsx';

/** 台账, by field. */
export function Registers() {
  const registers = useAnswer<readonly RegisterInfo[]>('/api/registers');
  return (
    <Page title="台账">
      <Loaded query={registers}>
        {(list) => (
          <TilesByModule
            searched
            tiles={list.map(({ register, title, module }) => ({
              key: register,
              module,
              title,
              note: '',
              link: (
                <Link to="/registers/$register" params={{ register }} className="title">
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
