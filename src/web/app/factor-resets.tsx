import { Button, Form, Input } from 'antd';
import { AUDIT_OFFICER } from '../../platform/people/contract-officers.ts';
import type { FactorResetRow } from '../../platform/sign-in/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Nothing } from '../kit/page.tsx';
import { PersonSelect } from '../kit/person-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { useMe } from './me.ts';

/** 重置双因素: one officer asks, another confirms, neither for himself. */
export function FactorResets() {
  const resets = useAnswer<readonly FactorResetRow[]>('/api/security/factor-resets');
  const me = useMe();
  const deed = useDeed();
  return (
    <>
      <section className="card">
        <h2>等待确认</h2>
        <p className="quiet">手机或密钥丢失的，由安全管理员申请（安全管理员本人的由系统管理员申请），另一名三员核实本人后确认。确认后原有登记和登录全部失效。</p>
        <Loaded query={resets}>
          {(list) => (list.length === 0 ? <Nothing what="没有等待确认的重置申请" /> : (
            <ul className="reasons">
              {list.map((one) => (
                <li key={one.resetId}>
                  <strong>{one.name}</strong>：{one.reason} <span className="quiet">{one.askedBy} {moment(one.askedAt)}申请</span>{' '}
                  {one.askedById !== me.data?.person.personId && <Button size="small" type="primary" loading={deed.isPending} onClick={() => deed.mutate({ path: `/api/security/factor-resets/${one.resetId}/confirm` })}>确认重置</Button>}
                </li>
              ))}
            </ul>
          ))}
        </Loaded>
        <ErrorAlert error={deed.error} />
      </section>
      {me.data?.person.posts.includes(AUDIT_OFFICER) === false && <AskReset />}
    </>
  );
}

function AskReset() {
  const [form] = Form.useForm();
  const deed = useDeed();
  const ask = ({ personId, reason }: { readonly personId: number; readonly reason: string }): void =>
    deed.mutate({ path: `/api/security/accounts/${personId}/factor-reset`, body: { reason } }, { onSuccess: () => form.resetFields() });
  return (
    <section className="card">
      <h2>申请重置</h2>
      <Form form={form} layout="vertical" onFinish={ask} style={{ maxWidth: 480 }}>
        <Form.Item label="人员" name="personId" rules={[{ required: true, message: '请选择人员' }]}><PersonSelect /></Form.Item>
        <Form.Item label="原因" name="reason" rules={[{ required: true, message: '请填写原因' }]}><Input.TextArea rows={2} maxLength={200} /></Form.Item>
        <ErrorAlert error={deed.error} />
        <Button htmlType="submit" loading={deed.isPending}>申请重置</Button>
      </Form>
    </section>
  );
}
