import { Link } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import type { PersonRow } from '../../platform/people/contract.ts';
import { OFFICERS } from '../../platform/people/contract-officers.ts';
import { useDeed } from '../api/queries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { useOfficeWords } from '../kit/office-words.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** 重置密码 of somebody who has forgotten his: a temporary one, which he changes at once. An officer's is reset by two. */
export function ResetPasswordDialog({ person, close }: { readonly person: PersonRow; readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const words = useOfficeWords();
  const reset = ({ password }: { readonly password: string }): void =>
    deed.mutate({ path: `/api/people/${person.personId}/password`, body: { password } }, { onSuccess: close });
  const title = `重置${person.name}的密码`;
  if (person.posts.some((post) => OFFICERS.some((officer) => officer === post))) {
    return (
      <Dialog title={title} onCancel={close} footer={null}>
        <p>
          {person.name}是三员之一，密码不由一人重置：请在<Link to="/security">安全管理</Link>中申请，由另一员确认。
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog title={title} onCancel={close} onOk={() => form.submit()} okText="重置" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={reset}>
        <Form.Item
          label="临时密码"
          name="password"
          extra="请当面告知本人；本人下次登录时须改成自己的密码。"
          rules={[{ required: true, message: '请填写临时密码' }]}
        >
          <Input.Password autoComplete="new-password" autoFocus />
        </Form.Item>
      </Form>
      <p className="quiet">重置后其所有登录都会退出，本人和{words('审计员')}会收到消息。</p>
      <ErrorAlert error={deed.error} />
    </Dialog>
  );
}
