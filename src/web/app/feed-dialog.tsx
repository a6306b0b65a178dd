import { Alert, Button, Modal, Typography } from 'antd';
import type { AgendaFeed, OpenedFeed } from '../../platform/agenda/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** 订阅到日历: the secret address of one's own agenda, shown once. */
export function FeedDialog({ close }: { readonly close: () => void }) {
  const feed = useAnswer<AgendaFeed>('/api/agenda/feed');
  const opening = useDeed<OpenedFeed>();
  const ending = useDeed();
  const path = opening.data?.path;
  return (
    <Modal open title="订阅到日历" onCancel={close} footer={<Button onClick={close}>关闭</Button>}>
      <p>用手机或电脑自带的日历订阅本人的日程、值班和到期义务，随登记自动更新，只能查看。</p>
      {path !== undefined && (
        <Alert
          type="success"
          showIcon
          title="订阅地址只显示这一次"
          description={
            <>
              <Typography.Paragraph copyable className="feed-path">{`${window.location.origin}${path}`}</Typography.Paragraph>
              不要转给他人：有这个地址就能看到您的日程。
            </>
          }
        />
      )}
      <Loaded query={feed}>
        {({ madeAt }) => (
          <div className="actions" style={{ marginTop: 12 }}>
            <Button type="primary" loading={opening.isPending} onClick={() => opening.mutate({ path: '/api/agenda/feed' })}>
              {madeAt === null ? '开通订阅' : '换一个地址'}
            </Button>
            {madeAt !== null && (
              <Button
                danger
                loading={ending.isPending}
                onClick={() => ending.mutate({ method: 'DELETE', path: '/api/agenda/feed' }, { onSuccess: () => opening.reset() })}
              >
                停用订阅
              </Button>
            )}
            {madeAt !== null && <span className="quiet">现用地址开通于{moment(madeAt)}</span>}
          </div>
        )}
      </Loaded>
      <ErrorAlert error={opening.error ?? ending.error} />
    </Modal>
  );
}
