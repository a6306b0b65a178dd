import { QueryClient, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { Failed, get, Refused, send } from './request.ts';

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: (count, error) => !(error instanceof Failed && error.code !== 'offline') && count < 2 } },
});

/** What a path answers, kept until something is changed. */
export function useAnswer<Result>(path: string | undefined): UseQueryResult<Result> {
  return useQuery({ queryKey: [path], queryFn: () => get<Result>(path ?? ''), enabled: path !== undefined });
}

export interface Deed {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/** Does something; afterwards everything shown is asked for again. After a no as well: what is shown may have been what misled. */
export function useDeed<Result>(): UseMutationResult<Result, Error, Deed> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method = 'POST', path, body }: Deed) => send<Result>(method, path, body),
    onSuccess: () => client.invalidateQueries(),
    onError: (error) => (error instanceof Refused || (error instanceof Failed && error.code === 'conflict') ? client.invalidateQueries() : undefined),
  });
}
