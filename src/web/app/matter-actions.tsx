import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { Matter } from '../../platform/matters/contract.ts';
import { useDeed } from '../api/queries.ts';
import { ClauseLink } from '../kit/clause-link.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { withoutClause } from '../kit/formats.ts';
import { MayButton } from '../kit/may-button.tsx';
import { PersonSelect } from '../kit/person-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { FurtherActs } from './further-acts.tsx';
import { AddedSigner, ConfirmDialog, ExceptionFields, InstructionFields, PayDialog, ResolveDialog } from './matter-dialogs.tsx';
import { pendingHandler, pendingRescue } from './matter-pending.ts';
import { ModuleActions } from './module-actions.tsx';
import { useMe } from './me.ts';
import type { Refusal } from '../../rules/decision.ts';

type Open =
  | 'approve'
  | 'return'
  | 'refuse'
  | 'hand-over'
  | 'ask-reassign'
  | 'reassign'
  | 'ask-change-handler'
  | 'change-handler'
  | 'ask-duty-exception'
  | 'add-signer'
  | 'remove-signer'
  | 'dissent'
  | 'correct'
  | 'resolve'
  | 'withdraw'
  | 'void'
  | 'remark'
  | 'instruct'
  | 'recuse'
  | 'ask-release'
  | 'release'
  | 'pay'
  | null;

/** What one may do with the matter now: the verdict and its clause stand above the buttons. */
export function MatterActions({ matter }: { readonly matter: Matter }) {
  const [dialog, setDialog] = useState<Open>(null);
  const deed = useDeed();
  const { may } = matter;
  const me = useMe();
  const open = matter.route.filter((one) => one.state === 'open' || one.state === 'stuck');
  const step = open.find((one) => one.candidates.some((who) => who.personId === me.data?.person.personId)) ?? open[0];
  const excepted = matter.exceptions.findLast((one) => one.grantedBy === null && one.until > (me.data?.today ?? ''));
  const pending = pendingRescue(matter);
  const leaving = pendingHandler(matter);
  const on = (name: string): true | Refusal | undefined => may[name];
  const act = (verb: string, body: object): void => {
    deed.mutate({ path: `/api/matters/${matter.matterId}/${verb}`, body: { version: matter.version, ...body } }, { onSuccess: () => setDialog(null) });
  };
  const close = (): void => {
    deed.reset();
    setDialog(null);
  };
  const mine = on('approve') === true;
  return (
    <section className={mine || on('pay') === true || on('resolve') === true ? 'verdict-bar' : 'verdict-bar at-rest'} aria-label="办理">
      <div className="says">
        {step !== undefined && (
          <span>
            等待 <strong>{step.post}</strong> {step.act} <ClauseLink clause={step.clause} />
          </span>
        )}
        {step === undefined && <span>{matter.stateTitle}</span>}
        {mine && step !== undefined && <div className="quiet">{verdictOf(matter, step)}</div>}
        {mine &&
          matter.confirming.map(({ statement, clause }) => (
            <div key={statement} className="quiet">
              作出决定即确认{statement} <ClauseLink clause={clause} />
            </div>
          ))}
        <ErrorAlert error={dialog === null ? deed.error : null} />
      </div>
      <div className="buttons">
        {matter.state === 'in_review' && (
          <MayButton may={on('approve')} type="primary" className="primary" loading={deed.isPending} onClick={() => setDialog('approve')}>
            {step?.act ?? '同意'}
          </MayButton>
        )}
        {open.some((one) => one.act === '决定') && (
          <MayButton may={on('resolve')} type="primary" onClick={() => setDialog('resolve')}>
            登记会议决定
          </MayButton>
        )}
        {matter.state === 'in_review' && (
          <MayButton may={on('return')} onClick={() => setDialog('return')}>
            退回
          </MayButton>
        )}
        {matter.state === 'in_review' && (
          <MayButton may={on('refuse')} danger onClick={() => setDialog('refuse')}>
            不同意
          </MayButton>
        )}
        {pending !== undefined && (
          <MayButton may={on('reassign')} onClick={() => setDialog('reassign')}>
            确认改派给{pending.to}
          </MayButton>
        )}
        {leaving !== undefined && (
          <MayButton may={on('change-handler')} onClick={() => setDialog('change-handler')}>
            确认由{leaving.to}经办
          </MayButton>
        )}
        {excepted !== undefined && (
          <MayButton may={on('grant-duty-exception')} onClick={() => act('grant-duty-exception', {})}>
            核准{excepted.name}例外{excepted.duty}
          </MayButton>
        )}
        {matter.state === 'in_review' && step?.act === '会签' && (
          <MayButton may={on('dissent')} onClick={() => setDialog('dissent')}>
            保留意见
          </MayButton>
        )}
        {'pay' in may && matter.state === 'approved' && (
          <MayButton may={on('pay')} type="primary" onClick={() => setDialog('pay')}>
            付款
          </MayButton>
        )}
        {matter.state === 'approved' && <ModuleActions matter={matter} />}
        {(matter.state === 'draft' || matter.state === 'returned') && (
          <MayButton may={on('submit')} type="primary" onClick={() => act('submit', {})}>
            提交
          </MayButton>
        )}
        {(matter.state === 'draft' || matter.state === 'returned') && (
          <MayButton may={on('ask-release')} onClick={() => setDialog('ask-release')}>
            申请放行
          </MayButton>
        )}
        {matter.releases.some((one) => one.releasedBy === null) && (
          <MayButton may={on('release')} onClick={() => setDialog('release')}>
            放行
          </MayButton>
        )}
        {step?.state === 'stuck' && (
          <MayButton may={on('reopen')} onClick={() => act('reopen', {})}>
            重新确定办理人
          </MayButton>
        )}
        <FurtherActs matter={matter} on={on} act={act} open={setDialog} />
      </div>
      <Dialogs matter={matter} open={dialog} close={close} act={act} error={deed.error} busy={deed.isPending} />
    </section>
  );
}

/** Why this step is asked for: the sentence of the row that asks it. */
function verdictOf({ decision }: Matter, { clause, askedPost }: Matter['route'][number]): string {
  const reasons = decision?.reasons.filter((reason) => reason.clause.id === clause.id) ?? [];
  return withoutClause((reasons.find((reason) => reason.sentence.includes(askedPost)) ?? reasons[0])?.sentence ?? '');
}

interface DialogProps {
  readonly matter: Matter;
  readonly open: Open;
  readonly close: () => void;
  readonly act: (verb: string, body: object) => void;
  readonly error: Error | null;
  readonly busy: boolean;
}

const WORDS: Readonly<Record<string, { readonly title: string; readonly field: string; readonly name: string; readonly required: boolean }>> = {
  approve: { title: '签署意见', field: '意见（可不填）', name: 'remark', required: false },
  refuse: { title: '不同意', field: '理由', name: 'remark', required: true },
  return: { title: '退回', field: '退回原因', name: 'remark', required: true },
  'ask-reassign': { title: '申请改派', field: '改派理由', name: 'reason', required: true },
  'ask-change-handler': { title: '申请更换经办人', field: '更换理由', name: 'reason', required: true },
  'ask-duty-exception': { title: '申请不相容例外', field: '紧急情况和理由', name: 'reason', required: true },
  'hand-over': { title: '转办', field: '转办原因', name: 'reason', required: true },
  'add-signer': { title: '加签', field: '加签理由', name: 'reason', required: true },
  'remove-signer': { title: '撤销加签', field: '撤销理由', name: 'reason', required: true },
  dissent: { title: '保留意见', field: '意见', name: 'remark', required: true },
  correct: { title: '更正说明', field: '说明', name: 'text', required: true },
  withdraw: { title: '撤回', field: '撤回原因', name: 'reason', required: true },
  void: { title: '作废', field: '作废原因', name: 'reason', required: true },
  recuse: { title: '申报回避', field: '与本事项的利害关系', name: 'relation', required: true },
  instruct: { title: '批示', field: '批示内容', name: 'text', required: true },
  remark: { title: '留言', field: '留言', name: 'text', required: true },
  'ask-release': { title: '申请放行', field: '申请理由', name: 'reason', required: true },
  release: { title: '放行', field: '放行理由', name: 'reason', required: true },
};

/** Verbs that give something to a person, with the words before his name. */
const RECEIVERS: Readonly<Record<string, string>> = { 'hand-over': '转给', 'ask-reassign': '改派给', 'ask-change-handler': '改由谁经办' };

function Dialogs(props: DialogProps) {
  const { open, matter, close, act, error, busy } = props;
  if (open === null) return null;
  if (open === 'resolve')
    return <ResolveDialog matter={matter} close={close} error={error} busy={busy} onDone={(resolution) => act('resolve', { resolution })} />;
  if (open === 'reassign' || open === 'change-handler')
    return <ConfirmDialog matter={matter} verb={open} close={close} error={error} busy={busy} onDone={() => act(open, {})} />;
  if (open === 'pay') return <PayDialog matter={matter} close={close} />;
  return <WordDialog {...props} verb={open} />;
}

function WordDialog({ matter, close, act, error, busy, verb }: DialogProps & { readonly verb: string }) {
  const [form] = Form.useForm();
  const words = WORDS[verb];
  if (words === undefined) return null;
  const me = useMe();
  const removable = matter.route.filter(
    (step) => step.addedBy !== null && step.addedBy === me.data?.person.personId && step.actedBy === null && step.state !== 'lapsed',
  );
  const reassignable = matter.route.filter((step) => (step.state === 'open' || step.state === 'stuck') && step.act !== '决定');
  const signed = matter.route.filter((step) => step.state === 'done' && (step.verdict === 'agreed' || step.verdict === 'dissented') && step.act !== '决定');
  return (
    <Dialog title={words.title} onCancel={close} onOk={() => form.submit()} okText="确定" confirmLoading={busy}>
      <Form form={form} layout="vertical" onFinish={(values: object) => act(verb, values)}>
        {verb === 'return' && (
          <Form.Item label="退回到" name="toStep" initialValue={null}>
            <Select
              options={[
                { value: null, label: `经办人${matter.handler.name}` },
                ...signed.map((step) => ({ value: step.step, label: `${step.post}（${step.actedBy?.name ?? ''}）` })),
              ]}
            />
          </Form.Item>
        )}
        {verb === 'return' && (
          <Form.Item label="事由" name="ground" initialValue="补正">
            <Radio.Group
              options={[
                { value: '补正', label: '补充更正' },
                { value: '不实', label: '填报不实' },
              ]}
            />
          </Form.Item>
        )}
        {verb === 'return' && (
          <Form.Item name="straightBack" valuePropName="checked" initialValue={false}>
            <Checkbox>重新签署后直接回到本步骤（中间已签署的保留）</Checkbox>
          </Form.Item>
        )}
        {verb === 'ask-duty-exception' && <ExceptionFields />}
        {verb === 'instruct' && <InstructionFields />}
        {verb === 'add-signer' && <AddedSigner />}
        {verb === 'remove-signer' && (
          <Form.Item label="撤销哪一步" name="step" initialValue={removable[0]?.step}>
            <Select options={removable.map((step) => ({ value: step.step, label: `${step.post}${step.candidates.map((one) => one.name).join('、')}` }))} />
          </Form.Item>
        )}
        {verb === 'ask-reassign' && (
          <Form.Item label="改派哪一步" name="step" initialValue={reassignable[0]?.step}>
            <Select options={reassignable.map((step) => ({ value: step.step, label: `${step.post}${step.act}` }))} />
          </Form.Item>
        )}
        {verb in RECEIVERS && (
          <Form.Item label={RECEIVERS[verb]} name="toPersonId" rules={[{ required: true, message: '请选择人员' }]}>
            <PersonSelect />
          </Form.Item>
        )}
        {(verb === 'ask-release' || verb === 'release') && (
          <Form.Item
            label="条款编号"
            name="code"
            initialValue={matter.releases.findLast((one) => one.releasedBy === null)?.code}
            rules={[{ required: true, message: '请填写条款编号' }]}
          >
            <Input />
          </Form.Item>
        )}
        <Form.Item label={words.field} name={words.name} rules={words.required ? [{ required: true, message: '请填写' }] : []}>
          <Input.TextArea rows={3} maxLength={2000} autoFocus />
        </Form.Item>
      </Form>
      <ErrorAlert error={error} />
    </Dialog>
  );
}
