import { useState } from 'react';
import type { SignatureInfo } from '../../platform/log/contract.ts';
import { MayButton } from '../kit/may-button.tsx';
import { ReasonDialog, type Asked } from './reason-dialog.tsx';

const ADD: Asked = {
  title: '加用国密签名',
  path: '/api/log/national-signature',
  note: '自下一份封存记录起，除Ed25519之外加用SM2签名；此前的封存记录不变。请公布国密公钥。',
};
const END: Asked = { title: '停用国密签名', path: '/api/log/national-signature/end', note: '自下一份封存记录起只用Ed25519签名；此前的封存记录不变。' };

/** How the heads of the log are signed, the keys to publish, and the security officer's choice. */
export function HeadSignature({ signature: { key, nationalKey, may } }: { readonly signature: SignatureInfo }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const other = nationalKey === null ? ADD : END;
  return (
    <section className="card" aria-label="封存签名">
      <h2>封存签名</h2>
      <dl className="facts">
        <dt>签名公钥（Ed25519）</dt>
        <dd>{key}</dd>
        <dt>国密公钥（SM2）</dt>
        <dd>{nationalKey ?? '未加用国密签名'}</dd>
      </dl>
      <div className="actions" style={{ marginTop: 12 }}>
        <MayButton may={may} onClick={() => setAsked(other)}>
          {other.title}
        </MayButton>
      </div>
      {asked !== null && <ReasonDialog asked={asked} close={() => setAsked(null)} />}
    </section>
  );
}
