import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { Findings, RegulationInfo } from '../../platform/regulations/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';

/** 制度: the regulations of the office, and what the check-up finds in them. */
export function Regulations() {
  const regulations = useAnswer<readonly RegulationInfo[]>('/api/regulations');
  const findings = useAnswer<Findings>('/api/regulations/findings');
  return (
    <Page title="制度">
      <Loaded query={regulations}>
        {(list) => (
          <ul className="rows">
            {list.map((one) => (
              <li key={one.title + one.version}>
                <div className="line">
                  <Link to="/regulations/$title" params={{ title: one.title }} search={{ version: one.version }} className="title">{one.title}</Link>
                  <Tag color={one.inForce ? 'green' : 'default'}>{one.inForce ? '现行' : '不在施行期'}</Tag>
                </div>
                <div className="quiet">{one.effective}起施行{one.until === null ? '' : `，${one.until}废止`} · {one.clauses}条 · 最近核对{one.confirmed ?? '未核对'}</div>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <section className="card">
        <h2>制度体检</h2>
        <Loaded query={findings}>
          {({ findings: list }) => (list.length === 0 ? <Nothing what="没有发现问题" /> : <ul className="reasons">{list.map((one) => <li key={one.sentence} className={one.severity === 'error' ? 'red' : one.severity === 'warning' ? 'amber' : ''}>{one.sentence}</li>)}</ul>)}
        </Loaded>
      </section>
    </Page>
  );
}
