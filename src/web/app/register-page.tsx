import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { RegisterInfo } from '../../platform/registers/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Nothing } from '../kit/page.tsx';
import { RegisterTable } from '../kit/register-table.tsx';

/** One 台账 with its filters, pages, export and print; the address names the filters. */
export function RegisterPage() {
  const { register = '' } = useParams({ strict: false });
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const registers = useAnswer<readonly RegisterInfo[]>('/api/registers');
  const filters = Object.fromEntries(Object.entries(search).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  const show = (next: Readonly<Record<string, string>>): void =>
    void navigate({ to: '/registers/$register', params: { register }, search: next, replace: true });
  return (
    <Loaded query={registers}>
      {(list) => {
        const info = list.find((one) => one.register === register);
        return info === undefined ? <Nothing what="没有这个台账" /> : <RegisterTable key={register} info={info} filters={filters} onFilter={show} />;
      }}
    </Loaded>
  );
}
