import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { SignInChoices } from '../../platform/people/contract.ts';
import type { OfficeSignIn, SignInProgress } from '../../platform/sign-in/contract.ts';
import { queryClient, useAnswer, useDeed } from '../api/queries.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** 登录: by password, or – in sample offices on this machine – by choosing a person. */
export function SignIn() {
  const choices = useAnswer<SignInChoices>('/api/sign-in-choices');
  const deed = useDeed<Partial<SignInProgress>>();
  const navigate = useNavigate();
  const enter = (body: unknown): void => {
    deed.mutate(
      { path: '/api/session', body },
      {
        onSuccess: ({ awaits = null }) => {
          queryClient.clear();
          void navigate({ to: awaits === null ? '/' : '/sign-in/step' });
        },
      },
    );
  };
  return (
    <main className="sign-in">
      <h1 style={{ letterSpacing: 6, color: '#a8201a' }}>规矩</h1>
      <p className="quiet">按本单位制度办事：谁审批、限额多少、凭什么材料、何时办结，逐条有据。</p>
      <ErrorAlert error={deed.error} />
      {choices.data?.sample === true && <SamplePeople choices={choices.data} enter={enter} />}
      <WithPassword enter={enter} entering={deed.isPending} />
    </main>
  );
}

function WithPassword({ enter, entering }: { readonly enter: (body: unknown) => void; readonly entering: boolean }) {
  const [office, setOffice] = useState('');
  const found = useAnswer<OfficeSignIn>(office === '' ? undefined : `/api/directory?office=${encodeURIComponent(office)}`);
  const start = useDeed<{ readonly url: string }>();
  const directory = found.data?.directory ?? null;
  return (
    <section className="card" aria-label="用密码登录">
      <h2>用密码登录</h2>
      <Form layout="vertical" onFinish={enter} style={{ maxWidth: 360 }}>
        <Form.Item label="单位" name="office" rules={[{ required: true, message: '请填写单位简称或全称' }]}>
          <Input autoComplete="organization" onBlur={(event) => setOffice(event.target.value.trim())} />
        </Form.Item>
        {directory !== null && (
          <Button
            block
            loading={start.isPending}
            style={{ marginBottom: 16 }}
            onClick={() => start.mutate({ path: '/api/directory/start', body: { office } }, { onSuccess: ({ url }) => window.location.assign(url) })}
          >
            用{directory}登录
          </Button>
        )}
        <ErrorAlert error={start.error} />
        <Form.Item label="登录名" name="loginName" rules={[{ required: true, message: '请填写登录名' }]}>
          <Input autoComplete="username" />
        </Form.Item>
        <Form.Item label="密码" name="password" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={entering} block>
          登录
        </Button>
      </Form>
    </section>
  );
}

function SamplePeople({ choices, enter }: { readonly choices: SignInChoices; readonly enter: (body: unknown) => void }) {
  const [chosen, setChosen] = useState(choices.offices[0]?.key ?? '');
  const office = choices.offices.find((one) => one.key === chosen);
  return (
    <section className="card" aria-label="选择示范人员登录">
      <h2>选择示范人员登录</h2>
      <p className="quiet">示范数据，仅限本机试用。选一位人员，以其身份办理。</p>
      <Segmented
        value={chosen}
        options={choices.offices.map((one) => ({ value: one.key, label: one.name }))}
        onChange={setChosen}
        style={{ marginBottom: 12, maxWidth: '100%', overflowX: 'auto' }}
      />
      <div className="people">
        {office?.people.map((person) => (
          <Button key={person.personId} className="person" onClick={() => enter({ officeId: office.officeId, personId: person.personId })}>
            <strong>{person.name}</strong>
            <div className="quiet">{person.posts.length > 0 ? person.posts.join('、') : person.department}</div>
          </Button>
        ))}
      </div>
    </section>
  );
}
