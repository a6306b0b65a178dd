import { Form, Input, Modal, Radio, Select } from 'antd';
import type { Matter } from '../../platform/matters/contract.ts';
import { MATTER_DUTIES } from '../../rules/separation/incompatible.ts';
import { useDeed } from '../api/queries.ts';
import { DayInput } from '../kit/day-input.tsx';
import { MoneyInput } from '../kit/money-input.tsx';
import { PeopleSelect, PersonSelect } from '../kit/person-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { pendingHandler, pendingRescue } from './matter-pending.ts';
import { useMe } from './me.ts';

interface ResolveProps {
  readonly matter: Matter;
  readonly close: () => void;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onDone: (resolution: object) => void;
}

/** 登记会议决定: what the minutes say about this matter. */
export function ResolveDialog({ matter, close, error, busy, onDone }: ResolveProps) {
  const [form] = Form.useForm();
  const body = matter.route.find((step) => step.state === 'open' && step.act === '决定')?.post ?? '';
  const me = useMe();
  return (
    <Modal open title={`登记${body}决定`} onCancel={close} onOk={() => form.submit()} okText="登记" cancelText="取消" confirmLoading={busy}>
      <Form
        form={form}
        layout="vertical"
        onFinish={(values: object) => onDone({ body, present: [], ...values })}
        initialValues={{ metOn: me.data?.today, item: matter.title, agreed: true, amount: matter.amount }}
      >
        <Form.Item label="会议日期" name="metOn" rules={[{ required: true, message: '请填写会议日期' }]}>
          <DayInput />
        </Form.Item>
        <Form.Item label="议题" name="item" rules={[{ required: true, message: '请填写议题' }]}>
          <Input />
        </Form.Item>
        <Form.Item label="决定" name="agreed">
          <Radio.Group
            options={[
              { value: true, label: '同意' },
              { value: false, label: '不同意' },
            ]}
          />
        </Form.Item>
        <Form.Item label="同意的金额（元）" name="amount">
          <MoneyInput />
        </Form.Item>
        <Form.Item label="会议记录编号" name="minutesReference" rules={[{ required: true, message: '请填写会议记录编号' }]}>
          <Input placeholder="局务会纪要〔2026〕5号" />
        </Form.Item>
        <Form.Item label="到会人员" name="present">
          <PeopleSelect />
        </Form.Item>
      </Form>
      <ErrorAlert error={error} />
    </Modal>
  );
}

interface ConfirmProps {
  readonly matter: Matter;
  readonly verb: 'reassign' | 'change-handler';
  readonly close: () => void;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onDone: () => void;
}

/** 确认改派, 确认更换经办人: what the second person confirms, in full. */
export function ConfirmDialog({ matter, verb, close, error, busy, onDone }: ConfirmProps) {
  const title = verb === 'reassign' ? '确认改派' : '确认更换经办人';
  return (
    <Modal open title={title} onCancel={close} onOk={onDone} okText={title} cancelText="取消" confirmLoading={busy}>
      {verb === 'reassign' ? <AskedRescue matter={matter} /> : <AskedHandler matter={matter} />}
      <ErrorAlert error={error} />
    </Modal>
  );
}

function AskedRescue({ matter }: { readonly matter: Matter }) {
  const rescue = pendingRescue(matter);
  const step = matter.route.find((one) => one.step === rescue?.step);
  return (
    <>
      {rescue !== undefined && (
        <p>
          {rescue.askedBy}申请将“{step?.post}
          {step?.act}”改派给<strong>{rescue.to}</strong>办理。理由：{rescue.reason}
        </p>
      )}
      <p className="quiet">改派只确定由谁办理，不代替其签署意见；两人姓名和理由随事项打印。</p>
    </>
  );
}

function AskedHandler({ matter }: { readonly matter: Matter }) {
  const change = pendingHandler(matter);
  return (
    <>
      {change !== undefined && (
        <p>
          {change.askedBy}申请将经办人由{change.from}更换为<strong>{change.to}</strong>。理由：{change.reason}
        </p>
      )}
      <p className="quiet">已签署的意见不变；因本事项到期的义务随之移交。两人姓名和理由随事项打印。</p>
    </>
  );
}

/** 不相容例外: for whom, which duty, until when. */
export function ExceptionFields() {
  return (
    <>
      <Form.Item label="由谁办理" name="personId" rules={[{ required: true, message: '请选择人员' }]}>
        <PersonSelect />
      </Form.Item>
      <Form.Item label="办理什么" name="duty" rules={[{ required: true, message: '请选择职务' }]}>
        <Select options={MATTER_DUTIES.map((duty) => ({ value: duty, label: duty }))} />
      </Form.Item>
      <Form.Item label="止（不含）" name="until" rules={[{ required: true, message: '请填写止日' }]}>
        <DayInput />
      </Form.Item>
    </>
  );
}

/** 加签: whom, and where on the route. */
export function AddedSigner() {
  return (
    <>
      <Form.Item label="会签人" name="personId" rules={[{ required: true, message: '请选择会签人' }]}>
        <PersonSelect />
      </Form.Item>
      <Form.Item label="顺序" name="placing" initialValue="before">
        <Radio.Group
          options={[
            { value: 'before', label: '先会签，再由我办理' },
            { value: 'beside', label: '与我同时办理' },
            { value: 'after', label: '我办理之后会签' },
          ]}
        />
      </Form.Item>
    </>
  );
}

/** 付款: how, on which slip, on which day. */
export function PayDialog({ matter, close }: { readonly matter: Matter; readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const me = useMe();
  const planned = (matter.form as { readonly paymentMethod?: string }).paymentMethod; // forms that can be paid have one
  const inCash = Form.useWatch('method', form) === '现金';
  const pay = (values: object): void =>
    deed.mutate({ path: '/api/verbs/pay', body: { matterId: matter.matterId, version: matter.version, ...values } }, { onSuccess: close });
  return (
    <Modal open title="付款" onCancel={close} onOk={() => form.submit()} okText="登记付款" cancelText="取消" confirmLoading={deed.isPending}>
      <Form
        form={form}
        layout="vertical"
        onFinish={pay}
        initialValues={{ method: planned === '签单挂账' ? '银行转账' : planned, paidOn: me.data?.today, reference: '' }}
      >
        <Form.Item label="付款方式" name="method">
          <Radio.Group options={['现金', '公务卡', '银行转账']} />
        </Form.Item>
        <Form.Item label="刷卡小票号或银行回单号" name="reference">
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item label="付款日" name="paidOn" rules={[{ required: true, message: '请填写付款日' }]}>
          <DayInput />
        </Form.Item>
        {inCash && <CashFields />}
      </Form>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}

/** What a payment in cash writes into the cash journal besides. */
function CashFields() {
  return (
    <>
      <Form.Item label="付款时刻" name={['cash', 'time']} rules={[{ required: true, message: '请填写付款时刻，如09:30' }]}>
        <Input placeholder="09:30" maxLength={5} />
      </Form.Item>
      <Form.Item label="现金用途" name={['cash', 'purpose']} rules={[{ required: true, message: '请填写现金用途' }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item label="付款人、收款人均已签字" name={['cash', 'bothSigned']} initialValue={false}>
        <Radio.Group
          options={[
            { label: '是', value: true },
            { label: '否', value: false },
          ]}
        />
      </Form.Item>
    </>
  );
}
