import { Form, Input, Modal } from 'antd';
import { useDeed } from '../api/queries.ts';
import { DayInput } from '../kit/day-input.tsx';
import { DepartmentSelect } from '../kit/department-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { useMe } from './me.ts';

/** 登记人员: an account with a first password, which the person has to change at the first sign-in. */
export function PersonDialog({ close }: { readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const me = useMe();
  const employ = ({ password, departmentId, rank, ...rest }: Readonly<Record<string, unknown>>): void =>
    deed.mutate(
      { path: '/api/people', body: { ...rest, password: password ?? null, departmentId: departmentId ?? null, rank: rank === '' ? null : (rank ?? null) } },
      { onSuccess: close },
    );
  return (
    <Modal open title="登记人员" onCancel={close} onOk={() => form.submit()} okText="登记" cancelText="取消" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={employ} initialValues={{ joinedOn: me.data?.today }}>
        <Form.Item label="姓名" name="name" rules={[{ required: true, message: '请填写姓名' }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item label="登录名" name="loginName" rules={[{ required: true, message: '请填写登录名' }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item label="初始密码" name="password" extra="首次登录时由本人改成自己的密码；由统一身份认证登录的，可不填。">
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item label="股室" name="departmentId">
          <DepartmentSelect />
        </Form.Item>
        <Form.Item label="职级" name="rank">
          <Input />
        </Form.Item>
        <Form.Item label="到任" name="joinedOn" rules={[{ required: true, message: '请填写到任日期' }]}>
          <DayInput />
        </Form.Item>
      </Form>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
