import { Link } from '@tanstack/react-router';
import type { VerbInfo } from '../../platform/http/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { useMe } from './me.ts';

/** 登记: what is entered without an approval – income, cash, assets … – by whoever's post it is. */
export function Deeds() {
  const verbs = useAnswer<readonly VerbInfo[]>('/api/verbs');
  const me = useMe();
  const titleOf = (module: string): string => me.data?.menu.find((one) => one.module === module)?.title ?? module;
  return (
    <Page title="登记">
      <Loaded query={verbs}>
        {(all) => {
          const list = all.filter((one) => !one.onMatter);
          return [...new Set(list.map((one) => one.module))].map((module) => (
            <section key={module} className="card">
              <h2>{titleOf(module)}</h2>
              <ul className="reasons">
                {list.filter((one) => one.module === module).map((one) => (
                  <li key={one.verb}><Link to="/deeds/$verb" params={{ verb: one.verb }}>{one.title}</Link> <span className="quiet">{one.who}</span></li>
                ))}
              </ul>
            </section>
          ));
        }}
      </Loaded>
    </Page>
  );
}
