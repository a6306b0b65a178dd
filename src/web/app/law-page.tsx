import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { LawPage } from '../../platform/regulations/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { Clause } from './law-clause.tsx';

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
        <p>
          版本 {page.version} · {page.effective}起施行{page.until === null ? '' : `，${page.until}废止`} · 最近核对 {page.confirmed ?? '未核对'}
        </p>
        <p className="quiet">
          依据：{page.legalBasis.join('、') || '尚未列出'} · 摘要 {page.digest.slice(0, 16)} ·{' '}
          <a href={`/api/regulations/${encodeURIComponent(page.title)}/source.yaml?version=${page.version}`} download={`${page.title}@${page.version}.yaml`}>
            下载规则文件
          </a>
        </p>
        {page.clauseList.map((clause) => (
          <Clause key={clause.id} clause={clause} />
        ))}
      </section>
    </Page>
  );
}
