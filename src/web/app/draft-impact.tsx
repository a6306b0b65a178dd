import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { DraftPage, DutyImpact, MatterImpact } from '../../platform/regulations/contract.ts';
import { ClauseLink } from '../kit/clause-link.tsx';
import { Nothing } from '../kit/page.tsx';
import { WideTable } from '../kit/wide-table.tsx';

/** Whom a new version touches: matters it would decide differently, open duties it would move. */
export function DraftImpact({ effective, impact }: { readonly effective: string; readonly impact: DraftPage['impact'] }) {
  if (impact === null)
    return (
      <section className="card">
        <h2>影响</h2>
        <p className="quiet">新版影响哪些事项和义务，由可查看全部事项的人员和办公室查看。</p>
      </section>
    );
  return (
    <>
      <section className="card">
        <h2>事项</h2>
        <p className="quiet">在办的、已批准而义务未了结的事项仍按原版本办理；下列事项如果发生在{effective}以后，结果会不同。</p>
        {impact.matters.length === 0 ? (
          <Nothing what="没有受影响的事项" />
        ) : (
          <ul className="reasons">
            {impact.matters.map((one) => (
              <Matter key={one.matterId} matter={one} />
            ))}
          </ul>
        )}
      </section>
      <section className="card">
        <h2>未了结的义务</h2>
        <p className="quiet">下列义务仍按原期限办结；如果适用新版，到期日会不同。</p>
        {impact.duties.length === 0 ? <Nothing what="没有到期日会变动的义务" /> : <Duties duties={impact.duties} />}
      </section>
    </>
  );
}

function Matter({ matter: { matterId, number, title, stateTitle, changes } }: { readonly matter: MatterImpact }) {
  return (
    <li>
      <Link to="/matters/$matterId" params={{ matterId: String(matterId) }}>
        {number ?? '未编号'} {title}
      </Link>{' '}
      <Tag>{stateTitle}</Tag>
      {changes.map((change) => (
        <div key={change}>{change}</div>
      ))}
    </li>
  );
}

function Duties({ duties }: { readonly duties: readonly DutyImpact[] }) {
  return (
    <WideTable<DutyImpact>
      label="到期日会变动的义务"
      empty="没有到期日会变动的义务"
      size="small"
      rowKey="obligationId"
      pagination={false}
      dataSource={[...duties]}
      columns={[
        {
          title: '义务',
          render: (_: unknown, { matterId, sentence }) =>
            matterId === null ? (
              sentence
            ) : (
              <Link to="/matters/$matterId" params={{ matterId: String(matterId) }}>
                {sentence}
              </Link>
            ),
        },
        { title: '责任人', dataIndex: 'owner' },
        { title: '原到期日', dataIndex: 'dueOn' },
        { title: '新到期日', render: (_: unknown, row) => row.newDueOn ?? '无' },
        { title: '期限', dataIndex: 'change' },
        { title: '条款', render: (_: unknown, row) => <ClauseLink clause={row.clause} /> },
      ]}
    />
  );
}
