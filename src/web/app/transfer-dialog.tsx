import { Form, Modal } from 'antd';
import type { PersonRow } from '../../platform/people/contract.ts';
import { useDeed } from '../api/queries.ts';
import { DepartmentSelect } from '../kit/department-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** 调整股室, from today on. */
export function TransferDialog({ person, close }: { readonly person: PersonRow; readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  return (
    <Modal open title={`调整${person.name}的股室`} onCancel={close} onOk={() => form.submit()} okText="登记" cancelText="取消" confirmLoading={deed.isPending}>
      <Form
        form={form}
        layout="vertical"
        onFinish={(body: object) => deed.mutate({ path: `/api/people/${person.personId}/transfer`, body }, { onSuccess: close })}
      >
        <Form.Item label="调整到" name="departmentId" rules={[{ required: true, message: '请选择股室' }]}>
          <DepartmentSelect />
        </Form.Item>
      </Form>
      <p className="quiet">自今天起归属新的股室；职务另行登记，已提交的事项仍记在原股室。</p>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
