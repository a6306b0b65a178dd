import { Form, Input, Modal } from 'antd';
import type { OwnAccount } from '../../platform/sign-in/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { useMe } from './me.ts';

/** 修改密码: one's own; afterwards one signs in again. */
export function PasswordDialog({ close }: { readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const me = useMe();
  const account = useAnswer<OwnAccount>('/api/account');
  const change = ({ old, password }: { readonly old: string; readonly password: string }): void =>
    deed.mutate({ path: `/api/people/${me.data?.person.personId}/password`, body: { old, password } }, { onSuccess: close });
  return (
    <Modal open title="修改密码" onCancel={close} onOk={() => form.submit()} okText="修改" cancelText="取消" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={change}>
        <Form.Item label="原密码" name="old" rules={[{ required: true, message: '请填写原密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item label="新密码" name="password" extra={account.data?.passwordRules} rules={[{ required: true, message: '请填写新密码' }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
      <p className="quiet">修改后所有登录都会退出，请用新密码重新登录。</p>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
