import { Button, Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import type { AttachedFile } from '../../platform/matters/content.ts';
import type { Obligation, ObligationPage } from '../../platform/obligations/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { ClauseLink } from '../kit/clause-link.tsx';
import { FileDrop } from '../kit/file-drop.tsx';
import { MayButton } from '../kit/may-button.tsx';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { PersonSelect } from '../kit/person-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { DutyTag } from './duty-tag.tsx';

/** 义务: what falls due, soonest first. */
export function Duties() {
  const [scope, setScope] = useState<'mine' | 'office'>('mine');
  const [after, setAfter] = useState('');
  const [ending, setEnding] = useState<Obligation | null>(null);
  const [giving, setGiving] = useState<Obligation | null>(null);
  const page = useAnswer<ObligationPage>(`/api/obligations?scope=${scope}&state=open${after === '' ? '' : `&after=${after}`}`);
  return (
    <Page title="义务">
      <Segmented<'mine' | 'office'>
        value={scope}
        options={[
          { value: 'mine', label: '我的' },
          { value: 'office', label: '本单位' },
        ]}
        onChange={(value) => {
          setAfter('');
          setScope(value);
        }}
        style={{ marginBottom: 14 }}
      />
      <Loaded query={page}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 && <Nothing what="没有到期或在期的义务" />}
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
                    {duty.sentence} <ClauseLink clause={duty.clause} />
                  </div>
                  <div className="line">
                    <span className="quiet">责任：{duty.owner}</span>
                    <span>
                      {duty.may['hand-over'] === true && (
                        <MayButton may={true} size="small" onClick={() => setGiving(duty)}>
                          移交
                        </MayButton>
                      )}{' '}
                      <MayButton may={duty.may['discharge']} size="small" onClick={() => setEnding(duty)}>
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
    </Page>
  );
}

/** 移交: to whom, and why. */
function GiveDialog({ duty, close }: { readonly duty: Obligation; readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const give = (body: object): void => deed.mutate({ path: `/api/obligations/${duty.obligationId}/hand-over`, body }, { onSuccess: close });
  return (
    <Modal open title={`移交：${duty.duty}`} onCancel={close} onOk={() => form.submit()} okText="移交" cancelText="取消" confirmLoading={deed.isPending}>
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
    </Modal>
  );
}

function EndDialog({ duty, close }: { readonly duty: Obligation; readonly close: () => void }) {
  const [files, setFiles] = useState<readonly AttachedFile[]>([]);
  const [remark, setRemark] = useState('');
  const deed = useDeed();
  const end = (): void => deed.mutate({ path: `/api/obligations/${duty.obligationId}/discharge`, body: { files, remark } }, { onSuccess: close });
  return (
    <Modal open title={`办结：${duty.duty}`} onCancel={close} onOk={end} okText="办结" cancelText="取消" confirmLoading={deed.isPending}>
      <p>
        {duty.sentence} <ClauseLink clause={duty.clause} />
      </p>
      {duty.evidence.length > 0 && <FileDrop evidence={duty.evidence} value={files} onChange={setFiles} />}
      <label>
        说明
        <Input.TextArea rows={2} value={remark} onChange={(event) => setRemark(event.target.value)} />
      </label>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
