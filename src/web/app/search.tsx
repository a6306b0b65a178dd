import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Input } from 'antd';
import { LEAST_SEARCHED, MOST_SEARCHED, type FoundRegister, type SearchAnswer } from '../../platform/search/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { ClauseLink } from '../kit/clause-link.tsx';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { MatterLine } from './matter-list.tsx';
import { useOfficeWords } from './me.ts';

/** 搜索: matters, registers, clauses and people that hold what is written, as far as one may see them; the address names it. */
export function Search() {
  const { q = '' }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const long = q.length >= LEAST_SEARCHED;
  const answer = useAnswer<SearchAnswer>(long ? `/api/search?q=${encodeURIComponent(q)}` : undefined);
  const look = (written: string): void => void navigate({ to: '/search', search: written.trim() === '' ? {} : { q: written.trim() } });
  return (
    <Page title="搜索">
      <Input.Search
        key={q}
        autoFocus
        allowClear
        enterButton="搜索"
        size="large"
        maxLength={MOST_SEARCHED}
        defaultValue={q}
        placeholder="事由、编号、条款、姓名"
        aria-label="要查找的内容"
        onSearch={look}
        style={{ marginBottom: 16 }}
      />
      {q !== '' && !long && <Alert showIcon type="info" title={`请至少填写${LEAST_SEARCHED}个字。`} />}
      {long && <Loaded query={answer}>{(found) => <Found found={found} q={q} />}</Loaded>}
    </Page>
  );
}

function Found({ found: { matters, registers, clauses, people }, q }: { readonly found: SearchAnswer; readonly q: string }) {
  const words = useOfficeWords();
  const lines = registers.filter((one) => one.lines.length > 0 || one.title.includes(q));
  const records = registers.filter((one) => !lines.includes(one));
  const nothing = matters.count + lines.length + clauses.length + people.length === 0;
  return (
    <>
      {nothing && <Nothing what={`没有找到“${q}”`} />}
      {matters.count > 0 && (
        <section className="card" aria-label="事项">
          <h2>事项（{matters.more ? `${matters.count}件以上` : `${matters.count}件`}）</h2>
          <ul className="rows">
            {matters.rows.map((row) => (
              <MatterLine key={row.matterId} row={row} />
            ))}
          </ul>
          {(matters.more || matters.count > matters.rows.length) && (
            <Link to="/mine" search={{ view: 'all', q }}>
              在事项中查看
            </Link>
          )}
        </section>
      )}
      {lines.length > 0 && (
        <section className="card" aria-label="台账">
          <h2>台账</h2>
          {lines.map((one) => (
            <RegisterLines key={one.register} found={one} q={q} />
          ))}
        </section>
      )}
      {clauses.length > 0 && (
        <section className="card" aria-label="条款">
          <h2>条款</h2>
          <ul className="rows">
            {clauses.map(({ clause, text }) => (
              <li key={`${clause.regulation}/${clause.id}`}>
                <ClauseLink clause={clause} />
                <div>{text}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.length > 0 && (
        <section className="card" aria-label="人员">
          <h2>人员</h2>
          <ul className="rows">
            {people.map(({ personId, name, department, posts }) => (
              <li key={personId}>
                <Link to="/people" className="title">
                  {name}
                </Link>{' '}
                <span className="quiet">{[department ?? '', words(posts.join('、'))].filter((part) => part !== '').join(' · ')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {records.length > 0 && (
        <section className="card" aria-label="会计记录">
          <h2>会计记录</h2>
          <p className="quiet">使用会计记录须留痕，在台账中查找：</p>
          {records.map(({ register, title, columns }) => (
            <p key={register}>
              {title}：
              {columns.map((column) => (
                <Link key={column.key} to="/registers/$register" params={{ register }} search={{ [column.key]: q }} style={{ marginRight: 12 }}>
                  按{column.title}
                </Link>
              ))}
            </p>
          ))}
        </section>
      )}
    </>
  );
}

function RegisterLines({ found: { register, title, columns, lines }, q }: { readonly found: FoundRegister; readonly q: string }) {
  return (
    <div style={{ marginBottom: 12 }}>
      <Link to="/registers/$register" params={{ register }} className="title">
        {title}
      </Link>
      {columns.map((column) => (
        <Link key={column.key} to="/registers/$register" params={{ register }} search={{ [column.key]: q }} style={{ marginLeft: 12 }}>
          按{column.title}
        </Link>
      ))}
      <ul className="rows" style={{ marginTop: 8 }}>
        {lines.map(({ key, cells }) => (
          <li key={key}>{cells.join(' · ')}</li>
        ))}
      </ul>
    </div>
  );
}
