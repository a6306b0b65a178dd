import { browserSupportsWebAuthn, startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, QRCode, Typography } from 'antd';
import type { RecoveryCodes, StartedTotp } from '../../platform/sign-in/contract.ts';
import { Failed, send } from '../api/request.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

interface Props {
  /** Signed in, or on the way in. */
  readonly prefix: '/api/account' | '/api/sign-in';
  readonly enrolled: (codes: RecoveryCodes) => void;
}

/** What the person broke off, or the browser would not do, in words. */
export function passkeyTrouble(): Failed {
  return new Failed('passkey', '没有完成通行密钥的操作。', ['重试一次，并在弹出的窗口中确认', '换一台支持通行密钥的设备，或者改用动态口令']);
}

/** 登记动态口令: scan, then show a code of it. Nothing asked elsewhere is asked again, so that the recovery codes are seen whatever comes next. */
export function EnrolTotp({ prefix, enrolled }: Props) {
  const begin = useMutation({ mutationFn: () => send<StartedTotp>('POST', `${prefix}/totp`) });
  const confirm = useMutation({ mutationFn: ({ code }: { readonly code: string }) => send<RecoveryCodes>('POST', `${prefix}/totp/${begin.data?.totpId}/confirm`, { code }), onSuccess: enrolled });
  if (begin.data === undefined) return <><Button type="primary" loading={begin.isPending} onClick={() => begin.mutate()}>登记动态口令</Button><ErrorAlert error={begin.error} /></>;
  return (
    <>
      <p>用手机上的动态口令应用（支持TOTP即可）扫描，再填入其显示的6位数字。</p>
      <QRCode value={begin.data.uri} type="svg" errorLevel="M" size={200} aria-label="动态口令二维码" />
      <p className="quiet">不能扫描时，在应用里手工输入密钥：</p>
      <Typography.Paragraph copyable className="feed-path">{begin.data.secret}</Typography.Paragraph>
      <Form layout="vertical" onFinish={confirm.mutate} style={{ maxWidth: 360 }}>
        <Form.Item label="动态口令" name="code" rules={[{ required: true, pattern: /^\d{6}$/, message: '请输入6位动态口令' }]}><Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} /></Form.Item>
        <ErrorAlert error={confirm.error} />
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>启用</Button>
      </Form>
    </>
  );
}

/** 登记通行密钥: this device, a phone, or a security key. */
export function EnrolPasskey({ prefix, enrolled }: Props) {
  const register = useMutation({
    mutationFn: async ({ name }: { readonly name: string }) => {
      const optionsJSON = await send<PublicKeyCredentialCreationOptionsJSON>('POST', `${prefix}/passkeys/options`);
      const response = await startRegistration({ optionsJSON }).catch(() => { throw passkeyTrouble(); });
      return send<RecoveryCodes>('POST', `${prefix}/passkeys`, { name, response });
    },
    onSuccess: enrolled,
  });
  if (!browserSupportsWebAuthn()) return <p className="quiet">本浏览器或本网址（须为https）不支持通行密钥。</p>;
  return (
    <Form layout="vertical" onFinish={register.mutate} style={{ maxWidth: 360 }}>
      <Form.Item label="通行密钥名称" name="name" rules={[{ required: true, message: '请给这个通行密钥起个名字' }]}><Input placeholder="如：办公电脑、本人手机" maxLength={40} /></Form.Item>
      <ErrorAlert error={register.error} />
      <Button htmlType="submit" loading={register.isPending}>登记通行密钥</Button>
    </Form>
  );
}

/** 恢复码: shown once. */
export function RecoveryCodesShown({ codes, goOn }: { readonly codes: readonly string[]; readonly goOn: () => void }) {
  return (
    <>
      <Alert type="warning" showIcon title="恢复码只显示这一次" description="手机丢失时，每个恢复码可代替动态口令用一次。请抄写或打印后妥善保管，不要存在同一部手机里。" style={{ marginBottom: 12 }} />
      <Typography.Paragraph copyable={{ text: codes.join('\n') }} style={{ whiteSpace: 'pre-line', fontFamily: 'monospace' }}>{codes.join('\n')}</Typography.Paragraph>
      <div className="actions"><Button onClick={() => window.print()}>打印</Button><Button type="primary" onClick={goOn}>已妥善保管，继续</Button></div>
    </>
  );
}
