import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { NoticePage } from '../../platform/notices/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';

/** 消息. */
export function Notices() {
  const page = useAnswer<NoticePage>('/api/notices');
  const deed = useDeed();
  return (
    <Page title="消息" actions={<Button onClick={() => deed.mutate({ path: '/api/notices/read-all' })}>全部标为已读</Button>}>
      <Loaded query={page}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <Nothing what="没有消息" />}
            <ul className="rows">
              {rows.map((one) => (
                <li key={one.noticeId} style={{ opacity: one.readAt === null ? 1 : 0.75 }}>
                  <div className="line">
                    {one.subject.kind === 'matter' ? (
                      <Link to="/matters/$matterId" params={{ matterId: one.subject.id }}>
                        {one.sentence}
                      </Link>
                    ) : (
                      <span>{one.sentence}</span>
                    )}
                    <span className="quiet">{moment(one.madeAt)}</span>
                  </div>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Page>
  );
}
