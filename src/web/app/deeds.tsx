import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import type { VerbInfo } from '../../platform/http/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { useMe } from './me.ts';
import { TilesByModule } from './tiles-by-module.tsx';

/** Words for whoever may that are no post: anybody, for what is his own. */
const ANYBODY = /任何人|本人|经办人|责任人|值班人|当事人/;

/** 登记: what is entered without an approval – income, cash, assets … – one's own first, all of it on demand. */
export function Deeds() {
  const verbs = useAnswer<readonly VerbInfo[]>('/api/verbs');
  const me = useMe();
  const { scope = 'own' } = useSearch({ strict: false });
  const navigate = useNavigate();
  const posts = me.data?.person.posts.map((post) => post.replace('（代）', '')) ?? [];
  const mine = ({ who }: VerbInfo): boolean => ANYBODY.test(who) || posts.some((post) => who.includes(post));
  const show = (next: string): void => void navigate({ to: '/deeds', search: { scope: next } });
  return (
    <Page
      title="登记"
      actions={
        <Segmented
          aria-label="范围"
          value={scope}
          onChange={show}
          options={[
            { value: 'own', label: '由我登记' },
            { value: 'all', label: '全部' },
          ]}
        />
      }
    >
      <Loaded query={verbs}>
        {(all) => {
          const list = all.filter((one) => !one.onMatter && (scope === 'all' || mine(one)));
          return (
            <TilesByModule
              searched
              tiles={list.map(({ verb, title, who, module }) => ({
                key: verb,
                module,
                title,
                note: who,
                link: (
                  <Link to="/deeds/$verb" params={{ verb }} className="title">
                    {title}
                  </Link>
                ),
              }))}
            />
          );
        }}
      </Loaded>
    </Page>
  );
}
