import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useEffect } from 'react';
import type { SignInProgress } from '../../platform/sign-in/contract.ts';
import { queryClient } from '../api/queries.ts';
import { send } from '../api/request.ts';
import { Doorway } from '../kit/doorway.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { arrivedWith } from './arrived.ts';

/** Where the office's directory leads back to: what it says is handed in once. */
export function SignInReturn() {
  const navigate = useNavigate();
  const { mutate, error } = useMutation({
    mutationFn: () => send<SignInProgress>('POST', '/api/directory/return', { query: arrivedWith }),
    onSuccess: ({ awaits }) => {
      queryClient.clear();
      void navigate({ to: awaits === null ? '/' : '/sign-in/step', replace: true });
    },
  });
  useEffect(() => mutate(), [mutate]);
  return (
    <Doorway title="正在登录">
      {error === null ? (
        <Skeleton active />
      ) : (
        <>
          <ErrorAlert error={error} />
          <Link to="/sign-in">返回登录页</Link>
        </>
      )}
    </Doorway>
  );
}
