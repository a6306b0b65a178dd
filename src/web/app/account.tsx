import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { OwnAccount, RecoveryCodes, SessionInfo } from '../../platform/sign-in/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { EnrolPasskey, EnrolTotp, RecoveryCodesShown } from './enrol-factor.tsx';
import { useMe } from './me.ts';

/** 账号安全: one's own password, second factor, recovery codes and sessions. */
export function OwnAccountPage() {
  const account = useAnswer<OwnAccount>('/api/account');
  const [codes, setCodes] = useState<readonly string[]>([]);
  const client = useQueryClient();
  const enrolled = ({ recoveryCodes }: RecoveryCodes): void => {
    setCodes(recoveryCodes);
    void client.invalidateQueries();
  };
  return (
    <Page title="账号安全">
      {codes.length > 0 && <section className="card"><h2>恢复码</h2><RecoveryCodesShown codes={codes} goOn={() => setCodes([])} /></section>}
      <Loaded query={account}>
        {(own) => (
          <>
            {own.hasPassword && <Password own={own} />}
            <Factors own={own} enrolled={enrolled} />
          </>
        )}
      </Loaded>
      <Sessions />
    </Page>
  );
}

function Password({ own }: { readonly own: OwnAccount }) {
  const [form] = Form.useForm();
  const me = useMe();
  const deed = useDeed();
  const change = ({ old, password }: { readonly old: string; readonly password: string }): void =>
    deed.mutate({ path: `/api/people/${me.data?.person.personId}/password`, body: { old, password } });
  return (
    <section className="card">
      <h2>修改密码</h2>
      <p className="quiet">{own.passwordSetAt !== null && `现用密码设于${moment(own.passwordSetAt)}。`}修改后所有登录都会退出，请用新密码重新登录。</p>
      <Form form={form} layout="vertical" onFinish={change} style={{ maxWidth: 360 }}>
        <Form.Item label="原密码" name="old" rules={[{ required: true, message: '请填写原密码' }]}><Input.Password autoComplete="current-password" /></Form.Item>
        <Form.Item label="新密码" name="password" extra={own.passwordRules} rules={[{ required: true, message: '请填写新密码' }]}><Input.Password autoComplete="new-password" /></Form.Item>
        <ErrorAlert error={deed.error} />
        <Button htmlType="submit" loading={deed.isPending}>修改</Button>
      </Form>
    </section>
  );
}

function Factors({ own, enrolled }: { readonly own: OwnAccount; readonly enrolled: (codes: RecoveryCodes) => void }) {
  const deed = useDeed();
  const renewing = useDeed<RecoveryCodes>();
  const has = own.totpSince !== null || own.passkeys.length > 0;
  return (
    <section className="card">
      <h2>双因素认证</h2>
      <p className="quiet">{own.factorRequired ? '您的职务须用双因素认证，至少保留一项。' : '登录时除密码外再验证一次，账号更安全。'}</p>
      <ErrorAlert error={deed.error ?? renewing.error} />
      <h3>动态口令</h3>
      {own.totpSince === null ? <EnrolTotp prefix="/api/account" enrolled={enrolled} /> : (
        <p>已启用（{moment(own.totpSince)}） <Button size="small" loading={deed.isPending} onClick={() => deed.mutate({ path: '/api/account/totp/end' })}>停用动态口令</Button></p>
      )}
      <h3>通行密钥</h3>
      <ul className="reasons">
        {own.passkeys.map((key) => (
          <li key={key.passkeyId}>
            {key.name} <span className="quiet">{moment(key.madeAt)}登记{key.lastUsedAt !== null && `，最近使用${moment(key.lastUsedAt)}`}</span>{' '}
            <Button size="small" loading={deed.isPending} onClick={() => deed.mutate({ path: `/api/account/passkeys/${key.passkeyId}/end` })}>停用</Button>
          </li>
        ))}
      </ul>
      <EnrolPasskey prefix="/api/account" enrolled={enrolled} />
      {has && (
        <>
          <h3>恢复码</h3>
          <p>还有{own.recoveryCodes}个没有用过。 <Button size="small" loading={renewing.isPending} onClick={() => renewing.mutate({ path: '/api/account/recovery-codes' }, { onSuccess: enrolled })}>更换恢复码</Button></p>
        </>
      )}
    </section>
  );
}

function Sessions() {
  const sessions = useAnswer<readonly SessionInfo[]>('/api/sessions');
  const deed = useDeed();
  return (
    <section className="card">
      <h2>我的登录</h2>
      <Loaded query={sessions}>
        {(list) => (
          <ul className="reasons">
            {list.map((one) => (
              <li key={one.session}>
                <div>{one.here ? '本机（当前）' : one.client === '' ? '未知设备' : one.client}</div>
                <div className="quiet">{moment(one.madeAt)}登录，最近使用{moment(one.seenAt)}</div>
                {!one.here && <Button size="small" loading={deed.isPending} onClick={() => deed.mutate({ path: `/api/sessions/${one.session}/end` })}>退出这处登录</Button>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <ErrorAlert error={deed.error} />
    </section>
  );
}
