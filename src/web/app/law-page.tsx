import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Tag } from 'antd';
import { Fragment, useEffect } from 'react';
import type { LawPage, LawVersion, LegalBasis } from '../../platform/regulations/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { Clause } from './law-clause.tsx';

/** A regulation: each clause, how it is read, and what it makes the system do. */
export function Law() {
  const { title = '' } = useParams({ strict: false });
  const { version } = useSearch({ strict: false });
  const law = useAnswer<LawPage>(`/api/regulations/${encodeURIComponent(title)}${version === undefined ? '' : `?version=${version}`}`);
  return (
    <Loaded query={law} title="制度">
      {(page) => <Shown page={page} />}
    </Loaded>
  );
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
        <Issued version={page} />
        <p className="quiet">
          依据：
          {page.bases.length === 0
            ? '尚未列出'
            : page.bases.map((basis, index) => (
                <Fragment key={basis.name}>
                  {index > 0 && '、'}
                  <Basis basis={basis} />
                </Fragment>
              ))}
        </p>
        <p className="quiet">
          规则摘要 <span className="digest">{page.digest}</span> ·{' '}
          <a href={`${pathOf(page)}/source.yaml?version=${page.version}`} download={`${page.title}@${page.version}.yaml`}>
            下载规则文件
          </a>
        </p>
        {page.clauseList.map((clause) => (
          <Clause key={clause.id} clause={clause} />
        ))}
      </section>
      <section className="card">
        <h2>历次版本</h2>
        <ul className="reasons">
          {page.versions.map((one) => (
            <li key={one.version}>
              <Link to="/regulations/$title" params={{ title: one.title }} search={{ version: one.version }}>
                {one.version}版
              </Link>{' '}
              <Tag color={one.inForce ? 'green' : 'default'}>{one.inForce ? '现行' : '不在施行期'}</Tag> {one.effective}起施行
              {one.until === null ? '' : `，${one.until}废止`}
              <Issued version={one} />
            </li>
          ))}
        </ul>
      </section>
    </Page>
  );
}

const pathOf = ({ title }: LawVersion): string => `/api/regulations/${encodeURIComponent(title)}`;

/** Who issued a version under which number, and the document itself. */
function Issued({ version }: { readonly version: LawVersion }) {
  const { issue } = version;
  if (issue === null) return <p className="quiet">随程序安装的版本，没有登记发文机关、文号和制度原件。</p>;
  return (
    <p className="quiet">
      {issue.issuer} · {issue.documentNumber} · {issue.issuedOn === null ? '成文日期未登记' : `${issue.issuedOn}成文`} · {issue.submittedBy}提交，
      {issue.publishedBy}于{moment(issue.publishedAt)}发布 ·{' '}
      <a href={`${pathOf(version)}/original?version=${version.version}`} download>
        下载制度原件（{issue.original.name}）
      </a>{' '}
      · 原件摘要 <span className="digest">{issue.original.digest}</span>
    </p>
  );
}

function Basis({ basis: { name, at } }: { readonly basis: LegalBasis }) {
  return at === null ? (
    name
  ) : (
    <Link to="/regulations/$title" params={{ title: at.title }} search={{ version: at.version }} {...(at.clause !== null && { hash: at.clause })}>
      {name}
    </Link>
  );
}
