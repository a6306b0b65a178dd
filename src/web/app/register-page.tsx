import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { RegisterInfo } from '../../platform/registers/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Nothing } from '../kit/page.tsx';
import { RegisterTable } from '../kit/register-table.tsx';

/** One 台账 with its filters, pages, export and print. */
export function RegisterPage() {
  const { register = '' } = useParams({ strict: false });
  const registers = useAnswer<readonly RegisterInfo[]>('/api/registers');
  const [filters, setFilters] = useState<Readonly<Record<string, string>>>({});
  return (
    <Loaded query={registers}>
      {(list) => {
        const info = list.find((one) => one.register === register);
        return info === undefined ? <Nothing what="没有这个台账" /> : <RegisterTable info={info} filters={filters} onFilter={setFilters} />;
      }}
    </Loaded>
  );
}
