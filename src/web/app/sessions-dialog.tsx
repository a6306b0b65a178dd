import { Button, Modal } from 'antd';
import type { SessionInfo } from '../../platform/sign-in/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** 我的登录: where one is signed in, and the way out of it. */
export function SessionsDialog({ close }: { readonly close: () => void }) {
  const sessions = useAnswer<readonly SessionInfo[]>('/api/sessions');
  const deed = useDeed();
  return (
    <Modal open title="我的登录" onCancel={close} footer={<Button onClick={close}>关闭</Button>}>
      <Loaded query={sessions}>
        {(list) => (
          <ul className="reasons">
            {list.map((one) => (
              <li key={one.session}>
                <div>{one.here ? '本机（当前）' : one.client === '' ? '未知设备' : one.client}</div>
                <div className="quiet">
                  {moment(one.madeAt)}登录，最近使用{moment(one.seenAt)}
                </div>
                {!one.here && (
                  <Button size="small" danger loading={deed.isPending} onClick={() => deed.mutate({ path: `/api/sessions/${one.session}/end` })}>
                    退出这处登录
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
