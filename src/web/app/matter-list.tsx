import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useState } from 'react';
import type { MatterPage, MatterRow } from '../../platform/matters/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { ClauseLink } from '../kit/clause-link.tsx';
import { moment, yuan } from '../kit/formats.ts';
import { Loaded, Nothing } from '../kit/page.tsx';
import { Pager } from '../kit/pager.tsx';

export const STATE_COLOURS: Readonly<Record<string, string>> = {
  in_review: 'gold',
  approved: 'green',
  closed: 'default',
  refused: 'red',
  returned: 'orange',
  void: 'default',
  withdrawn: 'default',
  draft: 'blue',
};

/** A list of matters; each line says what is asked of whom, and by which clause. */
export function MatterList({ query, empty }: { readonly query: string; readonly empty: string }) {
  const [pages, setPages] = useState<readonly string[]>(['']);
  const after = pages.at(-1) ?? '';
  const answer = useAnswer<MatterPage>(`/api/matters?${query}${after === '' ? '' : `&after=${after}`}`);
  return (
    <Loaded query={answer}>
      {({ rows, next }) => (
        <>
          {rows.length === 0 && <Nothing what={empty} />}
          <ul className="rows">
            {rows.map((row) => (
              <MatterLine key={row.matterId} row={row} />
            ))}
          </ul>
          <Pager pages={pages} show={setPages} next={next} />
        </>
      )}
    </Loaded>
  );
}

/** A matter in a list. */
export function MatterLine({ row }: { readonly row: MatterRow }) {
  return (
    <li>
      <div className="line">
        <Link to="/matters/$matterId" params={{ matterId: String(row.matterId) }} className="title">
          {row.title}
        </Link>
        {row.amount !== null && <span className="money">{yuan(row.amount)} 元</span>}
      </div>
      <div className="line">
        <span className="quiet">
          {row.kindTitle} · {row.number ?? '未编号'} · {row.handlerName}
          {row.submittedAt === null ? '' : ` · ${moment(row.submittedAt)}`}
        </span>
        <Tag color={STATE_COLOURS[row.state] ?? 'default'}>{row.stateTitle}</Tag>
      </div>
      {row.openStep !== null && (
        <div>
          等待{row.openStep.post}
          {row.openStep.act} <ClauseLink clause={row.openStep.clause} />
        </div>
      )}
    </li>
  );
}
