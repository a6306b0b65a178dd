import { Form, Modal } from 'antd';
import { useDeed } from '../api/queries.ts';
import { DayInput } from '../kit/day-input.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { useMe } from './me.ts';

export interface Ending {
  readonly title: string;
  readonly path: string;
  /** Of the day in the body. */
  readonly field: 'until' | 'leftOn';
  readonly help: string;
}

/** Ends something on a day: the first without the post, the person, the department. */
export function EndDialog({ ending, close }: { readonly ending: Ending; readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const me = useMe();
  const end = ({ day }: { readonly day: string }): void => deed.mutate({ path: ending.path, body: { [ending.field]: day } }, { onSuccess: close });
  return (
    <Modal open title={ending.title} onCancel={close} onOk={() => form.submit()} okText="登记" cancelText="取消" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={end} initialValues={{ day: me.data?.today }}>
        <Form.Item label="自这一天起" name="day" rules={[{ required: true, message: '请填写日期' }]}>
          <DayInput />
        </Form.Item>
      </Form>
      <p className="quiet">{ending.help}</p>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
