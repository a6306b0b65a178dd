import { Form, Input, Modal } from 'antd';
import { useDeed } from '../api/queries.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** A deed that needs a reason and nothing else. */
export interface Asked {
  readonly title: string;
  readonly path: string;
  readonly note?: string;
}

interface Props {
  readonly asked: Asked;
  readonly close: () => void;
  /** What came back, once it is done. */
  readonly done?: (answer: object) => void;
}

/** Asks for the reason, and does it. */
export function ReasonDialog({ asked, close, done }: Props) {
  const [form] = Form.useForm();
  const deed = useDeed<object>();
  return (
    <Modal open title={asked.title} onCancel={close} onOk={() => form.submit()} okText="办理" cancelText="取消" confirmLoading={deed.isPending}>
      {asked.note !== undefined && <p className="quiet">{asked.note}</p>}
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) =>
          deed.mutate(
            { path: asked.path, body },
            {
              onSuccess: (answer) => {
                done?.(answer);
                close();
              },
            },
          )
        }
      >
        <Form.Item label="事由" name="reason" rules={[{ required: true, whitespace: true, message: '请填写事由' }]}>
          <Input.TextArea rows={2} />
        </Form.Item>
      </Form>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
