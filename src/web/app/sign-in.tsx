import { useNavigate } from '@tanstack/react-router';
import { Button, Divider, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { SignInChoices } from '../../platform/people/contract.ts';
import type { OfficeSignIn, SignInProgress } from '../../platform/sign-in/contract.ts';
import { queryClient, useAnswer, useDeed } from '../api/queries.ts';
import { Doorway } from '../kit/doorway.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { useSettled } from '../kit/settled.ts';

/** The office last signed in to from this browser: most people have one. */
const REMEMBERED = 'guiju-office';

interface Credentials {
  readonly office: string;
  readonly loginName: string;
  readonly password: string;
}

/** 登录: by password, by the office's directory, or – in sample offices on this machine – by choosing a person. */
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
    <Doorway title="登录" lead="按本单位制度办事：谁审批、限额多少、凭什么材料、何时办结，逐条有据。">
      <ErrorAlert error={deed.error} />
      {choices.data?.sample === true && <SamplePeople choices={choices.data} enter={enter} />}
      {choices.data?.setup === true && (
        <section className="card">
          <h2>尚未设置单位</h2>
          <p>请打开程序启动时显示的设置链接，建立本单位或载入示范单位。</p>
        </section>
      )}
      <WithPassword enter={enter} entering={deed.isPending} />
    </Doorway>
  );
}

function WithPassword({ enter, entering }: { readonly enter: (body: Credentials) => void; readonly entering: boolean }) {
  const [form] = Form.useForm<Credentials>();
  const office = useSettled(((Form.useWatch('office', form) as string | undefined) ?? '').trim());
  const found = useAnswer<OfficeSignIn>(office === '' ? undefined : `/api/directory?office=${encodeURIComponent(office)}`);
  const start = useDeed<{ readonly url: string }>();
  const directory = found.data?.directory ?? null;
  const remember = (of: string): void => localStorage.setItem(REMEMBERED, of);
  const leave = (): void =>
    start.mutate(
      { path: '/api/directory/start', body: { office } },
      {
        onSuccess: ({ url }) => {
          remember(office);
          window.location.assign(url);
        },
      },
    );
  return (
    <section className="card" aria-label="用密码登录">
      <h2>用密码登录</h2>
      <Form
        form={form}
        layout="vertical"
        onFinish={(filled) => {
          remember(filled.office);
          enter(filled);
        }}
        style={{ maxWidth: 360 }}
        initialValues={{ office: localStorage.getItem(REMEMBERED) ?? '' }}
      >
        <Form.Item label="单位" name="office" rules={[{ required: true, whitespace: true, message: '请填写单位简称或全称' }]}>
          <Input autoComplete="organization" placeholder="单位简称或全称" />
        </Form.Item>
        {directory !== null && (
          <>
            <Button block type="primary" loading={start.isPending} onClick={leave}>
              用{directory}登录
            </Button>
            <Divider plain>或者用登录名和密码</Divider>
          </>
        )}
        <ErrorAlert error={start.error} />
        <Form.Item label="登录名" name="loginName" rules={[{ required: true, message: '请填写登录名' }]}>
          <Input autoComplete="username" autoCapitalize="none" />
        </Form.Item>
        <Form.Item label="密码" name="password" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type={directory === null ? 'primary' : 'default'} htmlType="submit" loading={entering} block>
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
      <Segmented value={chosen} options={choices.offices.map((one) => ({ value: one.key, label: one.name }))} onChange={setChosen} className="segments" />
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
