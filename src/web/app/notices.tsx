import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { NoticePage } from '../../platform/notices/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { useOfficeWords } from '../kit/office-words.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';

/** What a notice says, with the way to what it is about. */
function Told({ subject: { kind, id }, children }: Pick<NoticePage['rows'][number], 'subject'> & { readonly children: string }) {
  switch (kind) {
    case 'matter':
      return (
        <Link to="/matters/$matterId" params={{ matterId: id }}>
          {children}
        </Link>
      );
    case 'obligation':
      return <Link to="/duties">{children}</Link>;
    case 'regulation-draft':
      return (
        <Link to="/regulations/drafts/$draftId" params={{ draftId: id }}>
          {children}
        </Link>
      );
    default:
      return <span>{children}</span>;
  }
}

/** 消息. */
export function Notices() {
  const page = useAnswer<NoticePage>('/api/notices');
  const deed = useDeed();
  const words = useOfficeWords();
  return (
    <Page
      title="消息"
      actions={
        (page.data?.rows.some((one) => one.readAt === null) ?? false) && (
          <Button loading={deed.isPending} onClick={() => deed.mutate({ path: '/api/notices/read-all' })}>
            全部标为已读
          </Button>
        )
      }
    >
      <Loaded query={page}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <Nothing what="没有消息；事项办结、义务到期、职务变动时会在这里告知" />}
            <ul className="rows">
              {rows.map((one) => (
                <li key={one.noticeId} className={one.readAt === null ? 'unread' : 'read'}>
                  <div className="line">
                    <Told subject={one.subject}>{words(one.sentence)}</Told>
                    {one.readAt === null && <span className="red quiet">未读</span>}
                  </div>
                  <div className="quiet">{moment(one.madeAt)}</div>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Page>
  );
}
