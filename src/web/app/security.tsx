import { Button, Table, Tabs } from 'antd';
import { useState } from 'react';
import type { AccountRow, OthersSession, PolicyChange, SecurityOverview } from '../../platform/sign-in/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { useMe, useOfficeWords } from './me.ts';
import { PolicyForm } from './policy-form.tsx';
import { ReasonDialog, type Asked } from './reason-dialog.tsx';
import { Resets } from './resets.tsx';

/** 安全管理: the security officer's accounts, sessions and rules; what the three officers confirm for each other. */
export function Security() {
  const me = useMe();
  const officer = me.data?.person.posts.includes('安全管理员') === true;
  return (
    <Page title="安全管理">
      {officer && <Overview />}
      <Resets own={me.data?.person.personId ?? 0} />
    </Page>
  );
}

function Overview() {
  const overview = useAnswer<SecurityOverview>('/api/security');
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <>
      {asked !== null && <ReasonDialog asked={asked} close={() => setAsked(null)} />}
      <Loaded query={overview}>
        {(found) => (
          <Tabs
            items={[
              { key: 'accounts', label: '账号', children: <Accounts rows={found.accounts} ask={setAsked} /> },
              { key: 'sessions', label: '在线登录', children: <Sessions rows={found.sessions} ask={setAsked} /> },
              {
                key: 'policy',
                label: '登录与账号设置',
                children: (
                  <>
                    <PolicyForm overview={found} />
                    <Changes rows={found.changes} />
                  </>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}

interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly ask: (asked: Asked) => void;
}

function stateOf(row: AccountRow): string {
  if (row.lockedUntil !== null) return `锁定至${moment(row.lockedUntil)}`;
  if (row.dormantSince !== null) return `久未登录，${moment(row.dormantSince)}起停用`;
  return row.passwordDue === null ? '正常' : '待本人设定密码';
}

function factorsOf({ totp, passkeys, factorRequired }: AccountRow): string {
  const held = [totp ? ['动态口令'] : [], passkeys > 0 ? [`通行密钥${passkeys}个`] : []].flat();
  if (held.length > 0) return held.join('、');
  return factorRequired ? '应登记，尚未登记' : '未登记';
}

function Accounts({ rows, ask }: Rows<AccountRow>) {
  const words = useOfficeWords();
  const actions = (row: AccountRow) => (
    <>
      {(row.lockedUntil !== null || row.dormantSince !== null) && (
        <Button type="link" size="small" onClick={() => ask({ title: `恢复${row.name}的账号`, path: `/api/security/accounts/${row.personId}/restore` })}>
          恢复
        </Button>
      )}
      {(row.totp || row.passkeys > 0) && (
        <Button
          type="link"
          size="small"
          onClick={() =>
            ask({ title: `重置${row.name}的双因素`, path: `/api/security/accounts/${row.personId}/factor-reset`, note: '提出后须由另一员确认才生效。' })
          }
        >
          重置双因素
        </Button>
      )}
    </>
  );
  return (
    <Table<AccountRow>
      size="middle"
      rowKey="personId"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      dataSource={[...rows]}
      columns={[
        { title: '姓名', dataIndex: 'name' },
        { title: '登录名', dataIndex: 'loginName' },
        { title: '股室', dataIndex: 'department' },
        { title: '职务', dataIndex: 'posts', render: (posts: readonly string[]) => words(posts.join('、')) },
        { title: '最近登录', dataIndex: 'lastSignedInAt', render: (at: string | null) => (at === null ? '从未登录' : moment(at)) },
        { title: '状态', render: (_: unknown, row) => stateOf(row) },
        { title: '双因素', render: (_: unknown, row) => factorsOf(row) },
        { title: '办理', render: (_: unknown, row) => actions(row) },
      ]}
    />
  );
}

function Sessions({ rows, ask }: Rows<OthersSession>) {
  return (
    <Table<OthersSession>
      size="middle"
      rowKey="session"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      dataSource={[...rows]}
      columns={[
        { title: '姓名', dataIndex: 'name' },
        { title: '登录', dataIndex: 'madeAt', render: (at: string) => moment(at) },
        { title: '最近使用', dataIndex: 'seenAt', render: (at: string) => moment(at) },
        { title: '浏览器', dataIndex: 'client' },
        {
          title: '办理',
          render: (_: unknown, row) =>
            row.here ? (
              '本次登录'
            ) : (
              <Button
                type="link"
                size="small"
                danger
                onClick={() => ask({ title: `退出${row.name}的这处登录`, path: `/api/security/sessions/${row.session}/end` })}
              >
                退出登录
              </Button>
            ),
        },
      ]}
    />
  );
}

function Changes({ rows }: { readonly rows: readonly PolicyChange[] }) {
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-label="变更记录">
      <h2>变更记录</h2>
      <ul className="reasons">
        {rows.map((one) => (
          <li key={one.at}>
            {moment(one.at)}，{one.by}：{one.reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
