import { Button, Form, Input, Modal, Table, Tabs, Tag } from 'antd';
import { useState } from 'react';
import type { FieldSchema } from '../../platform/http/contract.ts';
import { SECURITY_OFFICER } from '../../platform/people/contract-officers.ts';
import type { AccountRow, OthersSession, SecurityOverview } from '../../platform/sign-in/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { SchemaFields, type Filled } from '../kit/schema-fields.tsx';
import { FactorResets } from './factor-resets.tsx';
import { useMe } from './me.ts';

/** 安全管理: accounts, sessions and settings for the security officer; resets of lost factors for all three officers. */
export function Security() {
  const me = useMe();
  if (me.data === undefined) return null;
  return <Page title="安全管理">{me.data.person.posts.includes(SECURITY_OFFICER) ? <Overview /> : <FactorResets />}</Page>;
}

function Overview() {
  const overview = useAnswer<SecurityOverview>('/api/security');
  const [asking, setAsking] = useState<Asking | null>(null);
  return (
    <>
      {asking !== null && <ReasonDialog asking={asking} close={() => setAsking(null)} />}
      <Loaded query={overview}>
        {(data) => (
          <Tabs items={[
            { key: 'accounts', label: '账号', children: <Accounts accounts={data.accounts} ask={setAsking} /> },
            { key: 'sessions', label: '登录', children: <Sessions sessions={data.sessions} ask={setAsking} /> },
            { key: 'resets', label: '重置双因素', children: <FactorResets /> },
            { key: 'policy', label: '登录与账号设置', children: <Policy overview={data} /> },
          ]} />
        )}
      </Loaded>
    </>
  );
}

interface Asking {
  readonly title: string;
  readonly path: string;
}
type Ask = { readonly ask: (asking: Asking) => void };

/** What is done to another's account is done with a reason, which the person and the log are told. */
function ReasonDialog({ asking: { title, path }, close }: { readonly asking: Asking; readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  return (
    <Modal open title={title} onCancel={close} onOk={() => form.submit()} okText="办理" cancelText="取消" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={(body: object) => deed.mutate({ path, body }, { onSuccess: close })}>
        <Form.Item label="原因" name="reason" rules={[{ required: true, message: '请填写原因' }]}><Input.TextArea rows={2} maxLength={200} /></Form.Item>
      </Form>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}

function Accounts({ accounts, ask }: Ask & Pick<SecurityOverview, 'accounts'>) {
  const states = (row: AccountRow) => (
    <>
      {row.dormantSince !== null && <Tag color="red">长期未登录，{moment(row.dormantSince)}停用</Tag>}
      {row.lockedUntil !== null && new Date(row.lockedUntil) > new Date() && <Tag color="orange">锁定至{moment(row.lockedUntil)}</Tag>}
      {row.passwordDue !== null && <Tag color="gold">须改密码</Tag>}
    </>
  );
  const factors = (row: AccountRow): string => [...(row.totp ? ['动态口令'] : []), ...(row.passkeys > 0 ? [`通行密钥${row.passkeys}个`] : []), ...(row.factorRequired && !row.totp && row.passkeys === 0 ? ['须登记，尚未登记'] : [])].join('、');
  const deeds = (row: AccountRow) => (
    <span className="actions">
      {(row.dormantSince !== null || row.lockedUntil !== null) && <Button size="small" onClick={() => ask({ title: `恢复${row.name}的账号`, path: `/api/security/accounts/${row.personId}/restore` })}>恢复</Button>}
      {(row.totp || row.passkeys > 0) && <Button size="small" onClick={() => ask({ title: `申请重置${row.name}的双因素`, path: `/api/security/accounts/${row.personId}/factor-reset` })}>申请重置双因素</Button>}
    </span>
  );
  return (
    <Table<AccountRow> size="middle" rowKey="personId" pagination={{ pageSize: 50, hideOnSinglePage: true }} scroll={{ x: 'max-content' }} dataSource={[...accounts]} columns={[
      { title: '姓名', dataIndex: 'name' }, { title: '登录名', dataIndex: 'loginName' }, { title: '部门', dataIndex: 'department' }, { title: '职务', render: (_: unknown, row) => row.posts.join('、') },
      { title: '最近登录', render: (_: unknown, row) => (row.lastSignedInAt === null ? '从未登录' : moment(row.lastSignedInAt)) }, { title: '双因素', render: (_: unknown, row) => factors(row) }, { title: '状态', render: (_: unknown, row) => states(row) }, { title: '办理', render: (_: unknown, row) => deeds(row) },
    ]} />
  );
}

function Sessions({ sessions, ask }: Ask & Pick<SecurityOverview, 'sessions'>) {
  return (
    <Table<OthersSession> size="middle" rowKey="session" pagination={{ pageSize: 50, hideOnSinglePage: true }} scroll={{ x: 'max-content' }} dataSource={[...sessions]} columns={[
      { title: '姓名', dataIndex: 'name' }, { title: '设备', render: (_: unknown, row) => (row.here ? '本机（当前）' : row.client === '' ? '未知设备' : row.client) }, { title: '登录', render: (_: unknown, row) => moment(row.madeAt) }, { title: '最近使用', render: (_: unknown, row) => moment(row.seenAt) },
      { title: '办理', render: (_: unknown, row) => !row.here && <Button size="small" onClick={() => ask({ title: `结束${row.name}的这处登录`, path: `/api/security/sessions/${row.session}/end` })}>强制退出</Button> },
    ]} />
  );
}

function Policy({ overview: { policy, schema, changes, directory } }: { readonly overview: SecurityOverview }) {
  const [value, setValue] = useState<Filled>(policy);
  const [reason, setReason] = useState('');
  const deed = useDeed();
  const save = (): void => deed.mutate({ path: '/api/security/policy', body: { policy: value, reason } }, { onSuccess: () => setReason('') });
  return (
    <section className="card">
      <p className="quiet">各项由本单位设定，每次修改记入留痕并告知审计员。统一身份认证：{directory ?? '未接入'}。</p>
      <Form layout="vertical" onFinish={save} style={{ maxWidth: 480 }}>
        {/* the server makes the schema of its own form */}
        <SchemaFields schema={schema as FieldSchema} value={value} onChange={setValue} path="policy-" />
        <Form.Item label="修改原因" htmlFor="policy-reason" required><Input.TextArea id="policy-reason" rows={2} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} /></Form.Item>
        <ErrorAlert error={deed.error} />
        <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={deed.isPending}>保存</Button>
      </Form>
      {changes.length > 0 && <><h2>修改记录</h2><ul className="reasons">{changes.map((one) => <li key={one.at}>{moment(one.at)} {one.by}：{one.reason}</li>)}</ul></>}
    </section>
  );
}
