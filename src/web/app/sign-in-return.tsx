import { useNavigate } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import type { SignInProgress } from '../../platform/sign-in/contract.ts';
import { queryClient, useDeed } from '../api/queries.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { SignInSteps } from './sign-in-steps.tsx';

/** Where the office's directory leads back to. */
export function SignInReturn() {
  const navigate = useNavigate();
  const { mutate, data, error } = useDeed<SignInProgress>();
  const begun = useRef(false);
  const enter = (): void => {
    queryClient.clear();
    void navigate({ to: '/' });
  };
  useEffect(() => {
    if (begun.current) return; // what the directory says is good once
    begun.current = true;
    mutate({ path: '/api/directory/return', body: { query: window.location.search.slice(1) } }, { onSuccess: ({ awaits }) => { if (awaits === null) { queryClient.clear(); void navigate({ to: '/' }); } } });
  }, [mutate, navigate]);
  const again = (): void => void navigate({ to: '/sign-in' });
  return (
    <main className="sign-in">
      <h1>统一身份认证登录</h1>
      <ErrorAlert error={error} />
      {error !== null && <Button onClick={again}>返回登录页</Button>}
      {error === null && (data?.awaits ?? null) === null && <Skeleton active />}
      {(data?.awaits ?? null) !== null && <SignInSteps enter={enter} again={again} />}
    </main>
  );
}
