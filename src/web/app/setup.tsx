import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import type { SetupState } from '../../platform/people/contract.ts';
import { OFFICERS } from '../../platform/people/contract-officers.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { Loaded, Nothing } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { FirstPeople } from './first-people.tsx';
import { departmentsIn, officeOf, type Filled } from './setup-filled.ts';

/** 首次设置: the office, its three officers, and the first people; or the sample offices. Works once. */
export function Setup() {
  const { token = '' } = useSearch({ strict: false });
  const state = useAnswer<SetupState>(`/api/setup?token=${encodeURIComponent(token)}`);
  return (
    <main className="sign-in">
      <h1>首次设置</h1>
      <Loaded query={state}>
        {(found) =>
          found.state === 'open' ? <Open token={token} found={found} /> : <Nothing what="设置链接无效、已用过或已过期，请使用程序启动时打印的新链接" />
        }
      </Loaded>
    </main>
  );
}

function Open({ token, found }: { readonly token: string; readonly found: SetupState }) {
  const deed = useDeed();
  const navigate = useNavigate();
  const send = (body: object): void => deed.mutate({ path: '/api/setup', body: { token, ...body } }, { onSuccess: () => void navigate({ to: '/sign-in' }) });
  return (
    <>
      <section className="card">
        <h2>试用</h2>
        <p>载入两个示范单位及数月的办理记录，在本机选择人员即可登录。</p>
        <Button disabled={!found.sample} loading={deed.isPending} onClick={() => send({ sample: true })}>
          载入示范单位
        </Button>
        {!found.sample && <p className="quiet">示范单位只能在运行规矩的机器上载入和使用。</p>}
      </section>
      <section className="card">
        <h2>建立本单位</h2>
        <OfficeForm found={found} saving={deed.isPending} error={deed.error} save={(filled) => send({ office: officeOf(filled) })} />
      </section>
    </>
  );
}

function OfficeForm({
  found,
  saving,
  error,
  save,
}: {
  readonly found: SetupState;
  readonly saving: boolean;
  readonly error: Error | null;
  readonly save: (filled: Filled) => void;
}) {
  const [form] = Form.useForm<Filled>();
  const departments = departmentsIn(Form.useWatch('departments', form));
  const regulations = Form.useWatch('regulations', form);
  const posts = found.choices.find((one) => one.key === regulations)?.posts ?? [];
  return (
    <Form form={form} layout="vertical" onFinish={save}>
      <Form.Item label="单位简称" name="key" rules={[{ required: true, message: '请填写单位简称' }]}>
        <Input />
      </Form.Item>
      <Form.Item label="单位全称" name="name" rules={[{ required: true, message: '请填写单位全称' }]}>
        <Input />
      </Form.Item>
      <Form.Item label="从哪一套制度开始" name="regulations" rules={[{ required: true, message: '请选择' }]}>
        <Select options={found.choices.map((one) => ({ value: one.key, label: one.name }))} />
      </Form.Item>
      <Form.Item label="股室（用顿号分开）" name="departments" rules={[{ required: true, message: '至少一个股室' }]}>
        <Input placeholder="办公室、财务股" />
      </Form.Item>
      <p className="quiet">初始密码{found.passwordRules}；首次登录时由本人改成自己的密码。</p>
      <h2>三员</h2>
      <p className="quiet">三员各司其职，互不替代，不兼任业务职务。</p>
      {OFFICERS.map((title, index) => (
        <fieldset key={title} style={{ border: 0, padding: 0 }}>
          <legend>{title}</legend>
          <Form.Item label="姓名" name={['officers', index, 'name']} rules={[{ required: true, message: '请填写姓名' }]}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item label="登录名" name={['officers', index, 'loginName']} rules={[{ required: true, message: '请填写登录名' }]}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item label="初始密码" name={['officers', index, 'password']} rules={[{ required: true, message: '请填写初始密码' }]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </fieldset>
      ))}
      <h2>首批人员</h2>
      <p className="quiet">可以现在登记，也可以由系统管理员、安全管理员登录后登记。</p>
      <FirstPeople departments={departments} posts={posts} />
      <ErrorAlert error={error} />
      <Button type="primary" htmlType="submit" loading={saving}>
        建立
      </Button>
    </Form>
  );
}
