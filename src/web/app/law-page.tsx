import { useParams, useSearch } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useEffect } from 'react';
import type { LawClause, LawPage, LawTable } from '../../platform/regulations/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Page } from '../kit/page.tsx';

/** A regulation: each clause, how it is read, and what it makes the system do. */
export function Law() {
  const { title = '' } = useParams({ strict: false });
  const { version } = useSearch({ strict: false });
  const law = useAnswer<LawPage>(`/api/regulations/${encodeURIComponent(title)}${version === undefined ? '' : `?version=${version}`}`);
  return <Loaded query={law}>{(page) => <Shown page={page} />}</Loaded>;
}

function Shown({ page }: { readonly page: LawPage }) {
  useEffect(() => {
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, [page]);
  return (
    <Page title={page.title}>
      <section className="card">
        <p>版本 {page.version} · {page.effective}起施行{page.until === null ? '' : `，${page.until}废止`} · 最近核对 {page.confirmed ?? '未核对'}</p>
        <p className="quiet">依据：{page.legalBasis.join('、') || '尚未列出'} · 摘要 {page.digest.slice(0, 16)}</p>
        {page.clauseList.map((clause) => <Clause key={clause.id} clause={clause} />)}
      </section>
    </Page>
  );
}

function Clause({ clause }: { readonly clause: LawClause }) {
  return (
    <article className="law" id={clause.id}>
      <p><strong>{/^[一二三四五六七八九十]+$/.test(clause.clause) ? `第${clause.clause}条` : clause.clause}</strong> {clause.text} <Tag>{clause.level}</Tag> <span className="quiet">{clause.id}</span></p>
      {clause.reading !== null && <p className="quiet">解读：{clause.reading}</p>}
      {clause.shown !== null && <p className="quiet">{clause.shown}</p>}
      {clause.tables.map((table) => <Rows key={table.table} table={table} />)}
      {clause.rules.map((rule) => <p key={rule}>· {rule}</p>)}
    </article>
  );
}

function Rows({ table }: { readonly table: LawTable }) {
  return (
    <div className="scroll">
      <table>
        <thead><tr>{table.columns.map((column) => <th key={column} scope="col">{column}</th>)}<th scope="col">{table.table}</th></tr></thead>
        <tbody>{table.rows.map((row) => <tr key={row.position}>{row.cells.map((cell, index) => <td key={table.columns[index]}>{cell}</td>)}<td>{row.outcome}</td></tr>)}</tbody>
      </table>
    </div>
  );
}
