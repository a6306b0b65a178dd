import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { OwnAccount, RecoveryCodes } from '../../platform/sign-in/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { EnrolPasskey, EnrolTotp, RecoveryCodeList } from '../kit/enrol-factor.tsx';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** 账号安全: one's own password, second factors and recovery codes. */
export function Account() {
  const account = useAnswer<OwnAccount>('/api/account');
  const [codes, setCodes] = useState<readonly string[]>([]);
  const show = ({ recoveryCodes }: RecoveryCodes): void => setCodes(recoveryCodes);
  return (
    <Page title="账号安全">
      {codes.length > 0 && <RecoveryCodeList codes={codes} go={() => setCodes([])} />}
      <Loaded query={account}>
        {(own) => (
          <>
            <section className="card" aria-label="密码">
              <h2>密码</h2>
              <p>{own.passwordSetAt === null ? '没有设定密码。' : `设定于${moment(own.passwordSetAt)}。在右上角姓名菜单里修改。`}</p>
              <p className="quiet">{own.passwordRules}</p>
            </section>
            <Totp own={own} show={show} />
            <Passkeys own={own} show={show} />
            <Recovery own={own} show={show} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface Props {
  readonly own: OwnAccount;
  readonly show: (codes: RecoveryCodes) => void;
}

function Totp({ own, show }: Props) {
  return (
    <section className="card" aria-label="动态口令">
      <h2>动态口令</h2>
      {own.factorRequired && <p>本单位要求您的职务使用双因素认证，动态口令、通行密钥至少保留一种。</p>}
      {own.totpSince === null ? (
        <EnrolTotp prefix="/api/account" done={show} />
      ) : (
        <>
          <p>登记于{moment(own.totpSince)}。</p>
          <End path="/api/account/totp/end" what="动态口令" />
        </>
      )}
    </section>
  );
}

function Passkeys({ own, show }: Props) {
  return (
    <section className="card" aria-label="通行密钥">
      <h2>通行密钥</h2>
      <ul className="reasons">
        {own.passkeys.map((one) => (
          <li key={one.passkeyId}>
            <div>{one.name}</div>
            <div className="quiet">
              {moment(one.madeAt)}登记{one.lastUsedAt === null ? '' : `，最近使用${moment(one.lastUsedAt)}`}
            </div>
            <End path={`/api/account/passkeys/${one.passkeyId}/end`} what={`通行密钥${one.name}`} />
          </li>
        ))}
      </ul>
      <EnrolPasskey prefix="/api/account" done={show} />
    </section>
  );
}

function Recovery({ own, show }: Props) {
  const renew = useDeed<RecoveryCodes>();
  if (own.totpSince === null && own.passkeys.length === 0) return null;
  return (
    <section className="card" aria-label="恢复码">
      <h2>恢复码</h2>
      <p>还有{own.recoveryCodes}个未用。换发后原有恢复码全部作废。</p>
      <ErrorAlert error={renew.error} />
      <Button loading={renew.isPending} onClick={() => renew.mutate({ path: '/api/account/recovery-codes' }, { onSuccess: show })}>
        换发恢复码
      </Button>
    </section>
  );
}

function End({ path, what }: { readonly path: string; readonly what: string }) {
  const deed = useDeed();
  return (
    <>
      <Popconfirm title={`停用${what}？`} okText="停用" cancelText="取消" onConfirm={() => deed.mutate({ path })}>
        <Button danger size="small" loading={deed.isPending}>
          停用
        </Button>
      </Popconfirm>
      <ErrorAlert error={deed.error} />
    </>
  );
}
