import { PrinterOutlined } from '@ant-design/icons';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import type { Matter } from '../../platform/matters/contract.ts';
import { bothNames } from '../../rules/route/staff.ts';
import { useEffect } from 'react';
import { useAnswer, useDeed } from '../api/queries.ts';
import { ClauseLink } from '../kit/clause-link.tsx';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { Reasons } from '../kit/reasons.tsx';
import { RouteLine } from '../kit/route-line.tsx';
import { WorksheetTable } from '../kit/worksheet-table.tsx';
import { DutyTag } from './duty-tag.tsx';
import { MatterActions } from './matter-actions.tsx';
import { MatterFacts, PaperFacts } from './matter-facts.tsx';
import { STATE_COLOURS } from './matter-list.tsx';
import { useMe } from './me.ts';

/** 事项: what it is, who acts on it and why, what proves it, what happened, and what one may do. */
export function MatterPage() {
  const { matterId } = useParams({ strict: false });
  const query = useAnswer<Matter>(`/api/matters/${matterId}`);
  return <Loaded query={query}>{(matter) => <Shown matter={matter} />}</Loaded>;
}

/** Opening it is reading it: said once, by whoever is on the route or was told. */
function useReading(matter: Matter): void {
  const me = useMe();
  const deed = useDeed();
  const personId = me.data?.person.personId;
  const unread =
    personId !== undefined && matter.state !== 'draft' && matter.handler.personId !== personId && !matter.readings.some((one) => one.personId === personId);
  useEffect(() => {
    if (unread) deed.mutate({ path: `/api/matters/${matter.matterId}/read`, body: {} });
    // Once a page, whatever else changes on it.
  }, [unread, matter.matterId]); // eslint-disable-line react-hooks/exhaustive-deps
}

function Shown({ matter }: { readonly matter: Matter }) {
  useReading(matter);
  const { number, kindTitle, title, state, stateTitle, matterId, kind } = matter;
  const print = (
    <Button icon={<PrinterOutlined />} href={`/api/matters/${matterId}/print.pdf`} target="_blank">
      打印
    </Button>
  );
  const next = matter.next.map((one, index) => (
    <Link key={one.kind} to="/start/$kind" params={{ kind: one.kind }} search={{ from: String(matterId) }}>
      <Button type={index === 0 ? 'primary' : 'default'}>{one.label}</Button>
    </Link>
  ));
  const edit = (state === 'draft' || state === 'returned') && matter.may['submit'] === true && (
    <Link to="/start/$kind" params={{ kind }} search={{ edit: String(matterId) }}>
      <Button>修改</Button>
    </Link>
  );
  return (
    <Page
      title={title}
      actions={
        <>
          {next}
          {edit}
          {print}
        </>
      }
    >
      <p>
        <Tag color={STATE_COLOURS[state] ?? 'default'}>{stateTitle}</Tag> {kindTitle} {number ?? '未编号'}{' '}
        <span className="quiet">核对码 {matter.checkCode}</span>
      </p>
      <div className="two with-verdict">
        <div>
          <section className="card">
            <h2>事项内容</h2>
            {matter.paper === null ? <MatterFacts matter={matter} /> : <PaperFacts paper={matter.paper} />}
          </section>
          {matter.worksheet !== null && (
            <section className="card">
              <WorksheetTable worksheet={matter.worksheet} />
            </section>
          )}
          <Evidence matter={matter} />
          <History matter={matter} />
        </div>
        <div>
          <section className="card">
            <h2>路径</h2>
            <RouteLine steps={matter.route} />
          </section>
          {matter.decision !== null && (
            <section className="card">
              <h2>依据</h2>
              <Reasons decision={matter.decision} />
            </section>
          )}
          <Around matter={matter} />
        </div>
      </div>
      <MatterActions matter={matter} />
    </Page>
  );
}

function Evidence({ matter }: { readonly matter: Matter }) {
  const missing = matter.requiredEvidence.filter((one) => !one.present);
  if (matter.files.length === 0 && missing.length === 0) return null;
  return (
    <section className="card">
      <h2>附件</h2>
      <ul className="reasons">
        {matter.files.map((file) => (
          <li key={file.evidence + file.digest}>
            {file.evidence}：<a href={`/api/files/${file.digest}`}>{file.name}</a>{' '}
            <span className="quiet">
              {file.addedBy} {moment(file.addedAt)}
            </span>
          </li>
        ))}
        {missing.map((one) => (
          <li key={one.evidence} className="amber">
            还缺{one.evidence} <ClauseLink clause={one.clause} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ matter }: { readonly matter: Matter }) {
  return (
    <section className="card">
      <h2>办理记录</h2>
      <ul className="reasons">
        {matter.history.map((line) => (
          <li key={line.entryId}>
            <span className="quiet">{moment(line.at)}</span> {line.person === null ? '系统' : bothNames({ name: line.person.name, coverFor: line.coverFor })}
            {line.capacity === null ? '' : `，${line.capacity}`} {line.verbTitle}
            {line.remark !== null && <span>：{line.remark}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Around({ matter }: { readonly matter: Matter }) {
  return (
    <>
      {matter.linked.length > 0 && (
        <section className="card">
          <h2>相关事项</h2>
          <ul className="reasons">
            {matter.linked.map((one) => (
              <li key={one.matterId}>
                <Link to="/matters/$matterId" params={{ matterId: String(one.matterId) }}>
                  {one.number ?? '未编号'} {one.title}
                </Link>{' '}
                {one.stateTitle}
              </li>
            ))}
          </ul>
        </section>
      )}
      {matter.obligations.length > 0 && (
        <section className="card">
          <h2>义务</h2>
          <ul className="reasons">
            {matter.obligations.map((one) => (
              <li key={one.obligationId}>
                <DutyTag duty={one} /> {one.sentence} <ClauseLink clause={one.clause} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {matter.readings.length > 0 && (
        <section className="card">
          <h2>已阅</h2>
          <ul className="reasons">
            {matter.readings.map((one) => (
              <li key={one.personId}>
                {one.name} <span className="quiet">{moment(one.readAt)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {matter.releases.length > 0 && (
        <section className="card">
          <h2>放行</h2>
          <ul className="reasons">
            {matter.releases.map((one) => (
              <li key={one.releaseId}>
                {one.sentence} <ClauseLink clause={one.clause} />
                <div className="quiet">
                  {one.askedBy}：{one.reason}；{one.releasedBy === null ? `待${one.releasableBy}放行` : `${one.releasedBy}已放行`}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
