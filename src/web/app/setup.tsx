import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useAnswer, useDeed } from '../api/queries.ts';
import { Loaded, Nothing } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

interface SetupState {
  readonly state: 'open' | 'done' | 'closed';
  readonly choices: readonly { readonly key: string; readonly name: string; readonly posts: readonly string[] }[];
}

const OFFICERS = ['系统管理员', '安全管理员', '审计员'] as const;

/** 首次设置: the office, its three officers, and the first people; or the sample offices. Works once. */
export function Setup() {
  const { token = '' } = useSearch({ strict: false });
  const state = useAnswer<SetupState>(`/api/setup?token=${encodeURIComponent(token)}`);
  return (
    <main className="sign-in">
      <h1>首次设置</h1>
      <Loaded query={state}>{(found) => (found.state === 'open' ? <Open token={token} choices={found.choices} /> : <Nothing what="设置链接无效、已用过或已过期，请使用程序启动时打印的新链接" />)}</Loaded>
    </main>
  );
}

interface Filled {
  readonly departments: string;
  readonly [key: string]: unknown;
}

function Open({ token, choices }: { readonly token: string; readonly choices: SetupState['choices'] }) {
  const deed = useDeed();
  const navigate = useNavigate();
  const done = { onSuccess: () => void navigate({ to: '/sign-in' }) };
  const create = ({ departments, ...office }: Filled): void => deed.mutate({ path: '/api/setup', body: { token, office: { ...office, departments: departments.split(/[\s、,，]+/).filter((one) => one !== ''), people: [] } } }, done);
  return (
    <>
      <section className="card">
        <h2>试用</h2>
        <p>载入两个示范单位及数月的办理记录，在本机选择人员即可登录。</p>
        <Button loading={deed.isPending} onClick={() => deed.mutate({ path: '/api/setup', body: { token, sample: true } }, done)}>载入示范单位</Button>
      </section>
      <section className="card">
        <h2>建立本单位</h2>
        <Form layout="vertical" onFinish={create}>
          <Form.Item label="单位简称" name="key" rules={[{ required: true, message: '请填写单位简称' }]}><Input /></Form.Item>
          <Form.Item label="单位全称" name="name" rules={[{ required: true, message: '请填写单位全称' }]}><Input /></Form.Item>
          <Form.Item label="从哪一套制度开始" name="regulations" rules={[{ required: true, message: '请选择' }]}><Select options={choices.map((one) => ({ value: one.key, label: one.name }))} /></Form.Item>
          <Form.Item label="股室（用顿号分开）" name="departments" rules={[{ required: true, message: '至少一个股室' }]}><Input placeholder="办公室、财务股" /></Form.Item>
          <h2>三员</h2>
          <p className="quiet">三员各司其职，互不替代；职务和人员由安全管理员、系统管理员登录后登记。</p>
          {OFFICERS.map((title, index) => (
            <fieldset key={title} style={{ border: 0, padding: 0 }}>
              <legend>{title}</legend>
              <Form.Item label="姓名" name={['officers', index, 'name']} rules={[{ required: true, message: '请填写姓名' }]}><Input /></Form.Item>
              <Form.Item label="登录名" name={['officers', index, 'loginName']} rules={[{ required: true, message: '请填写登录名' }]}><Input autoComplete="off" /></Form.Item>
              <Form.Item label="密码（至少10位）" name={['officers', index, 'password']} rules={[{ required: true, min: 10, message: '密码至少10位' }]}><Input.Password autoComplete="new-password" /></Form.Item>
            </fieldset>
          ))}
          <ErrorAlert error={deed.error} />
          <Button type="primary" htmlType="submit" loading={deed.isPending}>建立</Button>
        </Form>
      </section>
    </>
  );
}
