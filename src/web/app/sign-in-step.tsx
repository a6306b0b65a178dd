import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { RecoveryCodes, SignInProgress, SignInStep as Step } from '../../platform/sign-in/contract.ts';
import { queryClient, useAnswer, useDeed } from '../api/queries.ts';
import { EnrolPasskey, EnrolTotp, RecoveryCodeList } from '../kit/enrol-factor.tsx';
import { Loaded } from '../kit/page.tsx';
import { showPasskey } from '../kit/passkeys.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

type GoOn = (progress: SignInProgress) => void;

/** The steps between the password and the first page: a second factor, its enrolment, a new password. */
export function SignInStep() {
  const step = useAnswer<Step>('/api/sign-in');
  const navigate = useNavigate();
  const [codes, setCodes] = useState<RecoveryCodes | null>(null);
  const goOn: GoOn = ({ awaits }) => {
    queryClient.clear();
    setCodes(null);
    if (awaits === null) void navigate({ to: '/' });
    else void step.refetch();
  };
  return (
    <main className="sign-in">
      <h1 style={{ letterSpacing: 6, color: '#a8201a' }}>规矩</h1>
      {codes !== null && <RecoveryCodeList codes={codes.recoveryCodes} go={() => goOn({ awaits: codes.awaits ?? null })} />}
      {codes === null && (
        <Loaded query={step}>
          {(found) => (
            <section className="card" aria-label="继续登录">
              {found.awaits === 'factor' && <Factor step={found} goOn={goOn} />}
              {found.awaits === 'enrolment' && <Enrolment step={found} done={setCodes} />}
              {found.awaits === 'password' && <NewPassword step={found} goOn={goOn} />}
            </section>
          )}
        </Loaded>
      )}
      <Button type="link" onClick={() => void navigate({ to: '/sign-in' })}>
        返回登录页
      </Button>
    </main>
  );
}

function Factor({ step, goOn }: { readonly step: Step; readonly goOn: GoOn }) {
  const code = useDeed<SignInProgress>();
  const passkey = useMutation({ mutationFn: () => showPasskey<SignInProgress>(), onSuccess: goOn });
  const label = [step.totp ? '6位动态口令' : [], step.recoveryCodes ? '恢复码' : []].flat().join('，或一个');
  return (
    <>
      <h2>{step.name}，请完成第二步验证</h2>
      <ErrorAlert error={code.error ?? passkey.error} />
      {step.passkey && (
        <Button type="primary" loading={passkey.isPending} onClick={() => passkey.mutate()} style={{ marginBottom: 16 }}>
          使用通行密钥
        </Button>
      )}
      {label !== '' && (
        <Form layout="vertical" style={{ maxWidth: 360 }} onFinish={(body) => code.mutate({ path: '/api/sign-in/code', body }, { onSuccess: goOn })}>
          <Form.Item label={label} name="code" rules={[{ required: true, min: 6, message: `请输入${label}` }]}>
            <Input autoFocus autoComplete="one-time-code" maxLength={40} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={code.isPending} block>
            继续
          </Button>
        </Form>
      )}
      <p className="quiet" style={{ marginTop: 12 }}>
        手机丢失又没有恢复码的，请安全管理员提出双因素重置，由另一员确认。
      </p>
    </>
  );
}

function Enrolment({ step, done }: { readonly step: Step; readonly done: (codes: RecoveryCodes) => void }) {
  return (
    <>
      <h2>{step.name}，本单位要求双因素认证</h2>
      <p>登记以下任一种，登记后即可进入。</p>
      <EnrolTotp prefix="/api/sign-in" done={done} />
      <h2 style={{ marginTop: 24 }}>或者用通行密钥</h2>
      <EnrolPasskey prefix="/api/sign-in" done={done} />
    </>
  );
}

function NewPassword({ step, goOn }: { readonly step: Step; readonly goOn: GoOn }) {
  const deed = useDeed<SignInProgress>();
  const set = ({ password }: { readonly password: string }): void => deed.mutate({ path: '/api/sign-in/password', body: { password } }, { onSuccess: goOn });
  return (
    <>
      <h2>{step.name}，请设定自己的密码</h2>
      <p className="quiet">{step.passwordRules}</p>
      <Form layout="vertical" style={{ maxWidth: 360 }} onFinish={set}>
        <Form.Item label="新密码" name="password" rules={[{ required: true, message: '请填写新密码' }]}>
          <Input.Password autoFocus autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          label="再输一次"
          name="again"
          dependencies={['password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) => (value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error('两次输入的密码不一致'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <ErrorAlert error={deed.error} />
        <Button type="primary" htmlType="submit" loading={deed.isPending} block>
          设定并进入
        </Button>
      </Form>
    </>
  );
}
