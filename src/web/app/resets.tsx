import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { OfficerAccount, PasswordHalf, ResetRow, Resets as Found } from '../../platform/sign-in/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { MayButton } from '../kit/may-button.tsx';
import { Loaded, Nothing } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { useOfficeWords } from './me.ts';
import { ReasonDialog, type Asked } from './reason-dialog.tsx';

const WORDS = { factor: '双因素', password: '密码' } as const;

/** 三员的重置: what one officer asks for and another confirms. */
export function Resets({ own }: { readonly own: number }) {
  const resets = useAnswer<Found>('/api/security/resets');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [half, setHalf] = useState<string | null>(null);
  const show = (answer: Partial<PasswordHalf>): void => setHalf(answer.half ?? null);
  return (
    <>
      {asked !== null && <ReasonDialog asked={asked} close={() => setAsked(null)} done={show} />}
      {half !== null && <Half half={half} close={() => setHalf(null)} />}
      <Loaded query={resets}>
        {({ open, officers }) => (
          <>
            <Open rows={open} own={own} show={show} />
            <Officers rows={officers} ask={setAsked} />
          </>
        )}
      </Loaded>
    </>
  );
}

/** One's half of a temporary password: nobody can show it again. */
function Half({ half, close }: { readonly half: string; readonly close: () => void }) {
  const rest = '请当面告知本人。申请人与确认人各持一半，本人依次输入前、后两半（中间加“-”）登录，随即改为自己的密码。';
  return (
    <Alert
      type="warning"
      showIcon
      closable={{ onClose: close }}
      role="status"
      style={{ marginBottom: 12 }}
      title={
        <>
          您持有的一半临时密码：<code>{half}</code>，只显示这一次。
        </>
      }
      description={rest}
    />
  );
}

function Open({ rows, own, show }: { readonly rows: readonly ResetRow[]; readonly own: number; readonly show: (answer: Partial<PasswordHalf>) => void }) {
  const deed = useDeed<Partial<PasswordHalf>>();
  const confirm = (one: ResetRow): void => deed.mutate({ path: `/api/security/${one.what}-resets/${one.resetId}/confirm` }, { onSuccess: show });
  return (
    <section className="card" aria-label="待确认的重置">
      <h2>待确认的重置</h2>
      {rows.length === 0 ? (
        <Nothing what="没有待确认的重置" />
      ) : (
        <ul className="reasons">
          {rows.map((one) => (
            <li key={one.resetId}>
              <div>
                {one.name}的{WORDS[one.what]}：{one.reason}
              </div>
              <div className="quiet">
                {one.askedBy}提出于{moment(one.askedAt)}
              </div>
              {one.askedById === own || one.personId === own ? (
                <span className="quiet">须由另一员确认</span>
              ) : (
                <Button size="small" loading={deed.isPending} onClick={() => confirm(one)}>
                  确认重置
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ErrorAlert error={deed.error} />
    </section>
  );
}

function Officers({ rows, ask }: { readonly rows: readonly OfficerAccount[]; readonly ask: (asked: Asked) => void }) {
  const words = useOfficeWords();
  const note = '提出后须由另一员确认才生效。';
  return (
    <section className="card" aria-label="三员账号">
      <h2>三员账号</h2>
      <ul className="reasons">
        {rows.map(({ personId, name, post, may }) => (
          <li key={`${personId}/${post}`}>
            <div>
              {words(post)}：{name}
            </div>
            {(['factor', 'password'] as const).map((what) => (
              <MayButton
                key={what}
                may={may[what]}
                size="small"
                onClick={() => ask({ title: `申请重置${words(post)}${name}的${WORDS[what]}`, path: `/api/security/accounts/${personId}/${what}-reset`, note })}
              >
                申请重置{WORDS[what]}
              </MayButton>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
