import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { Alert, Button, Form, Input, QRCode, Typography } from 'antd';
import type { RecoveryCodes, StartedTotp } from '../../platform/sign-in/contract.ts';
import { useDeed } from '../api/queries.ts';
import { send } from '../api/request.ts';
import { registerPasskey } from './passkeys.ts';
import { ErrorAlert } from './refusal-alert.tsx';

interface Props {
  /** Where the enrolment is sent: one's own account, or the sign-in under way. */
  readonly prefix: '/api/account' | '/api/sign-in';
  readonly done: (codes: RecoveryCodes) => void;
}

interface Enrolment<Input> extends Pick<Props, 'done'> {
  readonly enrol: (input: Input) => Promise<RecoveryCodes>;
}

/** The codes are handed on before the page is asked for again: what is shown then may no longer have a place for the form. */
function useEnrolment<Input>({ enrol, done }: Enrolment<Input>): UseMutationResult<RecoveryCodes, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: enrol,
    onSuccess: async (codes) => {
      done(codes);
      await client.invalidateQueries();
    },
  });
}

/** 登记动态口令: a secret as picture and in letters, confirmed by the first code. */
export function EnrolTotp({ prefix, done }: Props) {
  const begin = useDeed<StartedTotp>();
  const confirm = useEnrolment({
    done,
    enrol: ({ path, code }: { readonly path: string; readonly code: string }) => send<RecoveryCodes>('POST', path, { code }),
  });
  const begun = begin.data;
  if (begun === undefined) {
    return (
      <>
        <p className="quiet">用手机上的身份验证器应用（支持 TOTP 的均可）扫码，以后登录时输入应用显示的6位数字。</p>
        <ErrorAlert error={begin.error} />
        <Button loading={begin.isPending} onClick={() => begin.mutate({ path: `${prefix}/totp` })}>
          登记动态口令
        </Button>
      </>
    );
  }
  return (
    <Form
      layout="vertical"
      style={{ maxWidth: 360 }}
      onFinish={({ code }: { readonly code: string }) => confirm.mutate({ path: `${prefix}/totp/${begun.totpId}/confirm`, code })}
    >
      <div aria-hidden="true">
        <QRCode value={begun.uri} type="svg" errorLevel="M" />
      </div>
      <p>不能扫码时，在应用里手工输入密钥：</p>
      <Typography.Paragraph copyable code>
        {begun.secret}
      </Typography.Paragraph>
      <CodeField />
      <ErrorAlert error={confirm.error} />
      <Button type="primary" htmlType="submit" loading={confirm.isPending}>
        确认登记
      </Button>
    </Form>
  );
}

function CodeField() {
  return (
    <Form.Item label="应用显示的6位数字" name="code" rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: '请输入6位数字' }]}>
      <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
    </Form.Item>
  );
}

/** 登记通行密钥: the browser makes it; it needs a name to be told from others. */
export function EnrolPasskey({ prefix, done }: Props) {
  const register = useEnrolment({ done, enrol: (name: string) => registerPasskey<RecoveryCodes>(prefix, name) });
  return (
    <Form layout="vertical" style={{ maxWidth: 360 }} onFinish={({ name }: { readonly name: string }) => register.mutate(name)}>
      <p className="quiet">通行密钥存在手机、电脑或安全钥匙里，用指纹、面容或开机密码确认。</p>
      <Form.Item label="通行密钥名称" name="name" rules={[{ required: true, whitespace: true, message: '请给这个通行密钥起个名字' }]}>
        <Input placeholder="例如：办公室电脑" maxLength={40} />
      </Form.Item>
      <ErrorAlert error={register.error} />
      <Button htmlType="submit" loading={register.isPending}>
        登记通行密钥
      </Button>
    </Form>
  );
}

/** 恢复码, shown once. */
export function RecoveryCodeList({ codes, go }: { readonly codes: readonly string[]; readonly go: () => void }) {
  return (
    <Alert
      type="warning"
      showIcon
      title="恢复码只显示这一次"
      description={
        <>
          <p>动态口令和通行密钥都不在手边时，每个恢复码可用一次。请抄写或打印后妥善保管，不要存在同一部手机里。</p>
          <Typography.Paragraph copyable={{ text: codes.join('\n') }}>
            <ul className="recovery-codes">
              {codes.map((one) => (
                <li key={one}>
                  <code>{one}</code>
                </li>
              ))}
            </ul>
          </Typography.Paragraph>
          <Button type="primary" onClick={go}>
            已经保管好
          </Button>
        </>
      }
    />
  );
}
