import { Link, useParams } from '@tanstack/react-router';
import { Form, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import type { ClauseChange, DraftPage } from '../../platform/regulations/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { MayButton } from '../kit/may-button.tsx';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { Clause } from './law-clause.tsx';

/** 制度新版: what it changes clause by clause, whom it touches, and the second person's word. */
export function RegulationDraft() {
  const { draftId } = useParams({ strict: false });
  const page = useAnswer<DraftPage>(`/api/regulations/drafts/${draftId}`);
  return <Loaded query={page}>{(data) => <Shown data={data} />}</Loaded>;
}

function Shown({ data: { draft, findings, changes, impact, may } }: { readonly data: DraftPage }) {
  return (
    <Page title={`${draft.title} ${draft.version}版`}>
      <section className="card">
        <p>
          {draft.effective}起施行 · {draft.issuer} · {draft.documentNumber} · <a href={`/api/files/${draft.original}`}>制度原件</a>
        </p>
        <p className="quiet">
          {draft.submittedBy}于{moment(draft.submittedAt)}提交 · 摘要 {draft.digest.slice(0, 16)}
        </p>
        <Decide draft={draft} may={may} />
      </section>
      {findings.length > 0 && (
        <section className="card">
          <h2>制度体检</h2>
          <ul className="reasons">
            {findings.map((one) => (
              <li key={one.sentence} className={one.severity === 'error' ? 'red' : one.severity === 'warning' ? 'amber' : ''}>
                第{one.place.line}行：{one.sentence}
              </li>
            ))}
          </ul>
        </section>
      )}
      {draft.decidedAt === null && (
        <>
          <section className="card">
            <h2>在办事项</h2>
            <p className="quiet">在办事项仍按原版本办理；下列事项如果发生在{draft.effective}以后，结果会不同。</p>
            {impact.length === 0 ? (
              <Nothing what="没有受影响的在办事项" />
            ) : (
              <ul className="reasons">
                {impact.map((one) => (
                  <li key={one.matterId}>
                    <Link to="/matters/$matterId" params={{ matterId: String(one.matterId) }}>
                      {one.number ?? '未编号'} {one.title}
                    </Link>
                    {one.changes.map((change) => (
                      <div key={change}>{change}</div>
                    ))}
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section className="card">
            <h2>逐条对照</h2>
            {changes.length === 0 ? <Nothing what="与现行版本的条款相同" /> : changes.map((change) => <Change key={change.id} change={change} />)}
          </section>
        </>
      )}
    </Page>
  );
}

function Change({ change: { id, before, after } }: { readonly change: ClauseChange }) {
  return (
    <div className="compare">
      <div>
        <Tag>{after === null ? '废止' : '原文'}</Tag>
        {before === null ? <p className="quiet">{id}为新增条款。</p> : <Clause clause={before} />}
      </div>
      <div>
        <Tag color="blue">新版</Tag>
        {after === null ? <p className="quiet">{id}不再保留。</p> : <Clause clause={after} />}
      </div>
    </div>
  );
}

function Decide({ draft, may }: Pick<DraftPage, 'draft' | 'may'>) {
  const [rejecting, setRejecting] = useState(false);
  const [form] = Form.useForm();
  const deed = useDeed();
  if (draft.decidedAt !== null)
    return (
      <p>
        <Tag color={draft.published === true ? 'green' : 'red'}>{draft.published === true ? '已发布' : '已退回'}</Tag>
        {draft.decidedBy} {moment(draft.decidedAt)} {draft.reason}
      </p>
    );
  const path = `/api/regulations/drafts/${draft.draftId}`;
  return (
    <>
      <div className="actions">
        <MayButton may={may.publish} type="primary" loading={deed.isPending} onClick={() => deed.mutate({ path: `${path}/publish` })}>
          发布
        </MayButton>
        <MayButton may={may.reject} danger onClick={() => setRejecting(true)}>
          退回
        </MayButton>
      </div>
      <ErrorAlert error={rejecting ? null : deed.error} />
      <Modal
        open={rejecting}
        title="退回制度新版"
        onCancel={() => setRejecting(false)}
        onOk={() => form.submit()}
        okText="退回"
        cancelText="取消"
        confirmLoading={deed.isPending}
      >
        <Form
          form={form}
          layout="vertical"
          onFinish={(body: object) => deed.mutate({ path: `${path}/reject`, body }, { onSuccess: () => setRejecting(false) })}
        >
          <Form.Item label="退回原因" name="reason" rules={[{ required: true, message: '请填写退回原因' }]}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </Form>
        <ErrorAlert error={deed.error} />
      </Modal>
    </>
  );
}
