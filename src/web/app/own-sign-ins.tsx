import { Button, Tag } from 'antd';
import type { OwnSignIn, SessionInfo } from '../../platform/sign-in/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { browserName } from '../kit/browser-name.ts';
import { moment } from '../kit/formats.ts';
import { useOfficeWords } from '../kit/office-words.ts';
import { Loaded } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { WideTable } from '../kit/wide-table.tsx';

const WAYS: Readonly<Record<OwnSignIn['by'], string>> = { password: '登录名和密码', sample: '选择示范人员', oidc: '统一身份认证' };

/** 我的登录: where one is signed in, the way out of it, and who came in as oneself lately. */
export function OwnSignIns() {
  const sessions = useAnswer<readonly SessionInfo[]>('/api/sessions');
  const signIns = useAnswer<readonly OwnSignIn[]>('/api/account/sign-ins');
  const deed = useDeed();
  const words = useOfficeWords();
  const end = (one: SessionInfo) =>
    one.here ? (
      <Tag color="green">本机（当前）</Tag>
    ) : (
      <Button size="small" danger loading={deed.isPending} onClick={() => deed.mutate({ path: `/api/sessions/${one.session}/end` })}>
        退出这处登录
      </Button>
    );
  return (
    <section className="card" aria-label="我的登录" id="sign-ins">
      <h2>我的登录</h2>
      <Loaded query={sessions}>
        {(list) => (
          <WideTable<SessionInfo>
            label="现在的登录明细"
            empty="现在没有别处的登录"
            rowKey="session"
            size="small"
            pagination={false}
            dataSource={[...list]}
            columns={[
              { title: '设备', dataIndex: 'client', render: browserName },
              { title: '登录', dataIndex: 'madeAt', render: (at: string) => moment(at) },
              { title: '最近使用', dataIndex: 'seenAt', render: (at: string) => moment(at) },
              { title: '办理', render: (_: unknown, one) => end(one) },
            ]}
          />
        )}
      </Loaded>
      <ErrorAlert error={deed.error} />
      <h2>最近的登录记录</h2>
      <p className="quiet">不是本人的登录，请退出这处登录、修改密码，并告知{words('安全管理员')}。</p>
      <Loaded query={signIns}>
        {(list) => (
          <WideTable<OwnSignIn>
            label="登录记录明细"
            empty="还没有登录记录"
            rowKey="at"
            size="small"
            pagination={false}
            dataSource={[...list]}
            columns={[
              { title: '时间', dataIndex: 'at', render: (at: string) => moment(at) },
              { title: '方式', dataIndex: 'by', render: (by: OwnSignIn['by']) => WAYS[by] },
              { title: '设备', dataIndex: 'client', render: browserName },
              { title: '网络地址', dataIndex: 'address', render: (address: string) => (address === '' ? '未记录' : address) },
              { title: '结果', dataIndex: 'done', render: (done: boolean) => (done ? '成功' : <span className="red">未成功</span>) },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
}
