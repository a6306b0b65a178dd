import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Tabs } from 'antd';
import type { ControlCoverage, SampleView } from '../../modules/control/contract-overview.ts';
import { ControlList, CoverageMatrix, Samples } from '../../modules/control/web/control-page.tsx';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { useMe } from './me.ts';

/** 内部控制: what covers which business, what was drawn to be checked, and the report of the year. */
export function Control() {
  const search: { readonly tab?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const items = [
    { key: 'coverage', label: '覆盖矩阵', children: <Coverage /> },
    { key: 'samples', label: '抽查', children: <Drawn /> },
    { key: 'report', label: '年度报告', children: <Yearly /> },
  ];
  return (
    <Page title="内部控制">
      <Tabs activeKey={search.tab ?? 'coverage'} items={items} onChange={(tab) => void navigate({ to: '/control', search: { tab } })} />
    </Page>
  );
}

function Coverage() {
  const coverage = useAnswer<ControlCoverage>('/api/control/coverage');
  return (
    <Loaded query={coverage}>
      {(data) => (
        <>
          <CoverageMatrix coverage={data} />
          <ControlList coverage={data} />
        </>
      )}
    </Loaded>
  );
}

function Drawn() {
  const samples = useAnswer<readonly SampleView[]>('/api/control/samples');
  return (
    <>
      <p>
        <Link to="/deeds/$verb" params={{ verb: 'draw-sample' }}>
          抽取样本
        </Link>
        　
        <Link to="/deeds/$verb" params={{ verb: 'check-sample' }}>
          登记抽查结果
        </Link>
      </p>
      <Loaded query={samples}>{(list) => <Samples samples={list} />}</Loaded>
    </>
  );
}

function Yearly() {
  const search: { readonly year?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const me = useMe();
  const year = search.year ?? me.data?.today.slice(0, 4) ?? '';
  return (
    <section className="card">
      <h2>内部控制年度报告</h2>
      <Input
        aria-label="年度"
        type="number"
        min={2000}
        max={2100}
        value={year}
        style={{ width: 110, marginBottom: 12 }}
        onChange={(event) => /^20\d\d$/.test(event.target.value) && void navigate({ to: '/control', search: { tab: 'report', year: event.target.value } })}
      />
      <p>
        <a href={`/api/control/annual-report?year=${year}&format=docx`}>下载文档（docx）</a>　
        <a href={`/api/control/annual-report?year=${year}&format=pdf`} target="_blank" rel="noreferrer">
          打印件（PDF）
        </a>
      </p>
      <p className="quiet">数字在打开时由系统记录计算，不另存放。</p>
    </section>
  );
}
