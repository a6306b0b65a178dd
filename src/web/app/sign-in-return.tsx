import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useEffect } from 'react';
import type { SignInProgress } from '../../platform/sign-in/contract.ts';
import { queryClient } from '../api/queries.ts';
import { send } from '../api/request.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** Where the office's directory leads back to: what it says is handed in once. */
export function SignInReturn() {
  const navigate = useNavigate();
  const { mutate, error } = useMutation({
    mutationFn: () => send<SignInProgress>('POST', '/api/directory/return', { query: window.location.search }),
    onSuccess: ({ awaits }) => {
      queryClient.clear();
      void navigate({ to: awaits === null ? '/' : '/sign-in/step', replace: true });
    },
  });
  useEffect(() => mutate(), [mutate]);
  return (
    <main className="sign-in">
      <h1>正在登录</h1>
      {error === null ? (
        <Skeleton active />
      ) : (
        <>
          <ErrorAlert error={error} />
          <Link to="/sign-in">返回登录页</Link>
        </>
      )}
    </main>
  );
}
