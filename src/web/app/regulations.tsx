import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import type { DraftHead, Findings, RegulationInfo } from '../../platform/regulations/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';

/** 制度: the regulations of the office, and what the check-up finds in them. */
export function Regulations() {
  const regulations = useAnswer<readonly RegulationInfo[]>('/api/regulations');
  const drafts = useAnswer<readonly DraftHead[]>('/api/regulations/drafts');
  const findings = useAnswer<Findings>('/api/regulations/findings');
  return (
    <Page
      title="制度"
      actions={
        <Link to="/regulations/new">
          <Button>提交新版</Button>
        </Link>
      }
    >
      <Loaded query={regulations}>
        {(list) => (
          <ul className="rows">
            {list.map((one) => (
              <li key={one.title + one.version}>
                <div className="line">
                  <Link to="/regulations/$title" params={{ title: one.title }} search={{ version: one.version }} className="title">
                    {one.title}
                  </Link>
                  <Tag color={one.inForce ? 'green' : 'default'}>{one.inForce ? '现行' : '不在施行期'}</Tag>
                </div>
                <div className="quiet">
                  {one.effective}起施行{one.until === null ? '' : `，${one.until}废止`} · {one.clauses}条 · 最近核对{one.confirmed ?? '未核对'}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {drafts.data !== undefined && drafts.data.length > 0 && (
        <section className="card">
          <h2>制度新版</h2>
          <ul className="reasons">
            {drafts.data.map((one) => (
              <li key={one.draftId}>
                <Link to="/regulations/drafts/$draftId" params={{ draftId: String(one.draftId) }}>
                  {one.title} {one.version}版
                </Link>{' '}
                {one.decidedAt === null ? <Tag color="orange">待发布</Tag> : one.published === true ? <Tag color="green">已发布</Tag> : <Tag>已退回</Tag>}{' '}
                <span className="quiet">
                  {one.submittedBy}提交，{one.effective}起施行
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card">
        <h2>制度体检</h2>
        <Loaded query={findings}>
          {({ findings: list }) =>
            list.length === 0 ? (
              <Nothing what="没有发现问题" />
            ) : (
              <ul className="reasons">
                {list.map((one) => (
                  <li key={one.sentence} className={one.severity === 'error' ? 'red' : one.severity === 'warning' ? 'amber' : ''}>
                    {one.sentence}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </Page>
  );
}
