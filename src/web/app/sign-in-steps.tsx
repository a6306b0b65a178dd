import { browserSupportsWebAuthn, startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { RecoveryCodes, SignInProgress, SignInStep } from '../../platform/sign-in/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { send } from '../api/request.ts';
import { Loaded } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { EnrolPasskey, EnrolTotp, passkeyTrouble, RecoveryCodesShown } from './enrol-factor.tsx';

interface Props {
  /** Nothing is missing any more. */
  readonly enter: () => void;
  /** Back to the beginning. */
  readonly again: () => void;
}

/** What a sign-in still waits for, one step after the other: code or passkey, enrolment, new password. */
export function SignInSteps({ enter, again }: Props) {
  const step = useAnswer<SignInStep>('/api/sign-in');
  const [codes, setCodes] = useState<RecoveryCodes | null>(null);
  const goOn = ({ awaits }: Partial<SignInProgress>): void => {
    if (awaits === null) enter();
    else void step.refetch();
  };
  const enrolled = (made: RecoveryCodes): void => (made.recoveryCodes.length === 0 ? goOn(made) : setCodes(made));
  return (
    <section className="card" aria-label="继续登录">
      {codes !== null && <RecoveryCodesShown codes={codes.recoveryCodes} goOn={() => { setCodes(null); goOn(codes); }} />}
      {codes === null && (
        <Loaded query={step}>
          {(data) => (
            <>
              {data.awaits === 'factor' && <Factor step={data} goOn={goOn} />}
              {data.awaits === 'enrolment' && <Enrolment enrolled={enrolled} />}
              {data.awaits === 'password' && <NewPassword rules={data.passwordRules} goOn={goOn} />}
            </>
          )}
        </Loaded>
      )}
      <Button type="link" onClick={again} style={{ padding: 0, marginTop: 12 }}>返回登录页</Button>
    </section>
  );
}

type GoOn = { readonly goOn: (progress: SignInProgress) => void };

function Factor({ step, goOn }: GoOn & { readonly step: SignInStep }) {
  const code = useMutation({ mutationFn: (typed: { readonly code: string }) => send<SignInProgress>('POST', '/api/sign-in/code', typed), onSuccess: goOn });
  const passkey = useMutation({
    mutationFn: async () => {
      const optionsJSON = await send<PublicKeyCredentialRequestOptionsJSON>('POST', '/api/sign-in/passkey/options');
      const response = await startAuthentication({ optionsJSON }).catch(() => { throw passkeyTrouble(); });
      return send<SignInProgress>('POST', '/api/sign-in/passkey', { response });
    },
    onSuccess: goOn,
  });
  return (
    <>
      <h2>双因素验证</h2>
      <p>{step.name}，请完成第二步验证。</p>
      {step.passkey && browserSupportsWebAuthn() && <Button type="primary" loading={passkey.isPending} onClick={() => passkey.mutate()} style={{ marginBottom: 16 }}>使用通行密钥</Button>}
      {(step.totp || step.recoveryCodes) && (
        <Form layout="vertical" onFinish={code.mutate} style={{ maxWidth: 360 }}>
          <Form.Item label={step.totp ? '动态口令或恢复码' : '恢复码'} name="code" rules={[{ required: true, message: '请输入6位动态口令，或一个恢复码' }]}><Input autoComplete="one-time-code" maxLength={40} /></Form.Item>
          <Button type="primary" htmlType="submit" loading={code.isPending} block>验证</Button>
        </Form>
      )}
      <p className="quiet">手机、密钥和恢复码都丢失时，请安全管理员申请重置，由另一名三员确认。</p>
      <ErrorAlert error={code.error ?? passkey.error} />
    </>
  );
}

function Enrolment({ enrolled }: { readonly enrolled: (codes: RecoveryCodes) => void }) {
  return (
    <>
      <h2>登记双因素认证</h2>
      <p>按本单位设定，您的职务须用双因素认证。登记其中一项后继续登录。</p>
      <h3>动态口令</h3>
      <EnrolTotp prefix="/api/sign-in" enrolled={enrolled} />
      <h3>通行密钥</h3>
      <EnrolPasskey prefix="/api/sign-in" enrolled={enrolled} />
    </>
  );
}

function NewPassword({ rules, goOn }: GoOn & { readonly rules: string }) {
  const change = useMutation({ mutationFn: ({ password }: { readonly password: string }) => send<SignInProgress>('POST', '/api/sign-in/password', { password }), onSuccess: goOn });
  return (
    <>
      <h2>设定新密码</h2>
      <p>密码由他人设定或已到期，须换成只有您本人知道的新密码。</p>
      <Form layout="vertical" onFinish={change.mutate} style={{ maxWidth: 360 }}>
        <Form.Item label="新密码" name="password" extra={rules} rules={[{ required: true, message: '请填写新密码' }]}><Input.Password autoComplete="new-password" /></Form.Item>
        <Form.Item label="再填一次" name="again" dependencies={['password']} rules={[{ required: true, message: '请再填一次新密码' }, ({ getFieldValue }) => ({ validator: (_, typed) => (typed === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error('两次填写的不一样'))) })]}><Input.Password autoComplete="new-password" /></Form.Item>
        <ErrorAlert error={change.error} />
        <Button type="primary" htmlType="submit" loading={change.isPending} block>保存并登录</Button>
      </Form>
    </>
  );
}
