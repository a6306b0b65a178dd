import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { AttachedFile } from '../../platform/matters/content.ts';
import type { Obligation, ObligationPage } from '../../platform/obligations/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { ClauseLink } from '../kit/clause-link.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { FileDrop } from '../kit/file-drop.tsx';
import { MayButton } from '../kit/may-button.tsx';
import { useOfficeWords } from '../kit/office-words.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { PersonSelect } from '../kit/person-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { DutyTag, DutyWords } from './duty-tag.tsx';
import { ReasonDialog, type Asked } from './reason-dialog.tsx';

type Scope = 'mine' | 'given' | 'office';
const SCOPES: readonly { readonly value: Scope; readonly label: string; readonly empty: string }[] = [
  { value: 'mine', label: '我的', empty: '没有等您办结的义务' },
  { value: 'given', label: '我批示的', empty: '您批示的事项没有在办的' },
  { value: 'office', label: '本单位', empty: '本单位没有在期的义务' },
];

/** 义务: what falls due, soonest first. */
export function Duties() {
  const words = useOfficeWords();
  const search: { readonly scope?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const scope = SCOPES.find((one) => one.value === search.scope)?.value ?? 'mine';
  const [after, setAfter] = useState('');
  const [ending, setEnding] = useState<Obligation | null>(null);
  const [giving, setGiving] = useState<Obligation | null>(null);
  const [reporting, setReporting] = useState<Obligation | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const page = useAnswer<ObligationPage>(`/api/obligations?scope=${scope}&state=open${after === '' ? '' : `&after=${after}`}`);
  return (
    <Page title="义务">
      <Segmented<Scope>
        value={scope}
        options={SCOPES.map(({ value, label }) => ({ value, label }))}
        onChange={(value) => {
          setAfter('');
          void navigate({ to: '/duties', search: { scope: value }, replace: true });
        }}
        aria-label="范围"
        className="segments"
      />
      <Loaded query={page}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 && <Nothing what={SCOPES.find((one) => one.value === scope)?.empty ?? ''}>制度规定的定期事项和事后手续到期前会列在这里</Nothing>}
            <ul className="rows">
              {rows.map((duty) => (
                <li key={duty.obligationId}>
                  <div className="line">
                    <span className="title">{duty.duty}</span>
                    <span>
                      <DutyTag duty={duty} /> {duty.dueOn}
                      {duty.provisional ? '（暂定）' : ''}
                    </span>
                  </div>
                  <div>
                    {words(duty.sentence)} <ClauseLink clause={duty.clause} />
                    <DutyWords duty={duty} />
                  </div>
                  <div className="line">
                    <span className="quiet">责任：{words(duty.owner)}</span>
                    <span>
                      {duty.may['end'] === true && (
                        <MayButton
                          may={true}
                          size="small"
                          onClick={() => setAsked({ title: '了结批示', path: `/api/obligations/${duty.obligationId}/end`, note: duty.sentence })}
                        >
                          了结
                        </MayButton>
                      )}{' '}
                      {duty.may['report'] === true && (
                        <MayButton may={true} size="small" onClick={() => setReporting(duty)}>
                          反馈
                        </MayButton>
                      )}{' '}
                      {duty.may['hand-over'] === true && (
                        <MayButton may onClick={() => setGiving(duty)}>
                          移交
                        </MayButton>
                      )}{' '}
                      <MayButton may={duty.may['discharge']} onClick={() => setEnding(duty)}>
                        办结
                      </MayButton>
                    </span>
                  </div>
                </li>
              ))}
            </ul>
            {next !== null && <Button onClick={() => setAfter(next)}>下一页</Button>}
          </>
        )}
      </Loaded>
      {ending !== null && <EndDialog duty={ending} close={() => setEnding(null)} />}
      {giving !== null && <GiveDialog duty={giving} close={() => setGiving(null)} />}
      {reporting !== null && <ReportDialog duty={reporting} close={() => setReporting(null)} />}
      {asked !== null && <ReasonDialog asked={asked} close={() => setAsked(null)} />}
    </Page>
  );
}

/** 移交: to whom, and why. */
function GiveDialog({ duty, close }: { readonly duty: Obligation; readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const give = (body: object): void => deed.mutate({ path: `/api/obligations/${duty.obligationId}/hand-over`, body }, { onSuccess: close });
  return (
    <Dialog title={`移交：${duty.duty}`} onCancel={close} onOk={() => form.submit()} okText="移交" confirmLoading={deed.isPending}>
      <p>
        {duty.sentence} <ClauseLink clause={duty.clause} />
      </p>
      <Form form={form} layout="vertical" onFinish={give}>
        <Form.Item label="移交给" name="toPersonId" rules={[{ required: true, message: '请选择人员' }]}>
          <PersonSelect />
        </Form.Item>
        <Form.Item label="移交原因" name="reason" rules={[{ required: true, message: '请填写' }]}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
      <ErrorAlert error={deed.error} />
    </Dialog>
  );
}

/** 反馈: how it stands, or why it cannot be done. */
function ReportDialog({ duty, close }: { readonly duty: Obligation; readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const report = (body: object): void => deed.mutate({ path: `/api/obligations/${duty.obligationId}/report`, body }, { onSuccess: close });
  return (
    <Dialog title={`反馈：${duty.duty}`} onCancel={close} onOk={() => form.submit()} okText="反馈" confirmLoading={deed.isPending}>
      <p>{duty.sentence}</p>
      <Form form={form} layout="vertical" onFinish={report}>
        <Form.Item label={`办理情况（告知${duty.givenBy ?? ''}）`} name="text" rules={[{ required: true, whitespace: true, message: '请填写' }]}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
      <ErrorAlert error={deed.error} />
    </Dialog>
  );
}

function EndDialog({ duty, close }: { readonly duty: Obligation; readonly close: () => void }) {
  const [files, setFiles] = useState<readonly AttachedFile[]>([]);
  const [remark, setRemark] = useState('');
  const deed = useDeed();
  const end = (): void => deed.mutate({ path: `/api/obligations/${duty.obligationId}/discharge`, body: { files, remark } }, { onSuccess: close });
  return (
    <Dialog title={`办结：${duty.duty}`} onCancel={close} onOk={end} okText="办结" confirmLoading={deed.isPending}>
      <p>
        {duty.sentence} <ClauseLink clause={duty.clause} />
      </p>
      {duty.evidence.length > 0 && <FileDrop evidence={duty.evidence} value={files} onChange={setFiles} />}
      <label>
        说明
        <Input.TextArea rows={2} value={remark} onChange={(event) => setRemark(event.target.value)} />
      </label>
      <ErrorAlert error={deed.error} />
    </Dialog>
  );
}
