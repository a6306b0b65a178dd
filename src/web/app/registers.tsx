import { Link } from '@tanstack/react-router';
import type { RegisterInfo } from '../../platform/registers/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';

/** 台账. */
export function Registers() {
  const registers = useAnswer<readonly RegisterInfo[]>('/api/registers');
  return (
    <Page title="台账">
      <Loaded query={registers}>
        {(list) => (
          <>
            {list.length === 0 && <Nothing what="没有可查看的台账" />}
            <ul className="rows">{list.map((one) => <li key={one.register}><Link to="/registers/$register" params={{ register: one.register }} className="title">{one.title}</Link></li>)}</ul>
          </>
        )}
      </Loaded>
    </Page>
  );
}
