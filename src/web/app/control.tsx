import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import type { ControlCoverage, FilesOfMonth, SampleView } from '../../modules/control/contract-overview.ts';
import { ControlList, CoverageMatrix, Files, Samples } from '../../modules/control/web/control-page.tsx';
import { useAnswer } from '../api/queries.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { Leaders } from './leaders.tsx';
import { useMe } from './me.ts';

const VIEWS = [
  { value: 'coverage', label: '覆盖矩阵', Shown: Coverage },
  { value: 'samples', label: '抽查', Shown: Drawn },
  { value: 'files', label: '资料', Shown: OfMonth },
  { value: 'report', label: '年度报告', Shown: Yearly },
  { value: 'leaders', label: '领导干部', Shown: LeadersOfYear },
] as const;

/** 内部控制: what covers which business, what was drawn to be checked, and the report of the year. */
export function Control() {
  const search: { readonly tab?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { value: view, Shown } = VIEWS.find((one) => one.value === search.tab) ?? VIEWS[0];
  const actions = [
    ['register-control', '登记内部控制'],
    ['run-control', '登记控制运行'],
    ['register-risk', '登记风险'],
  ].map(([verb = '', title]) => (
    <Link key={verb} to="/deeds/$verb" params={{ verb }}>
      <Button>{title}</Button>
    </Link>
  ));
  return (
    <Page title="内部控制" actions={actions}>
      <Segmented
        aria-label="内容"
        className="segments"
        value={view}
        options={VIEWS.map(({ value, label }) => ({ value, label }))}
        onChange={(tab) => void navigate({ to: '/control', search: { tab } })}
      />
      <Shown />
    </Page>
  );
}

function Coverage() {
  const coverage = useAnswer<ControlCoverage>('/api/control/coverage');
  return (
    <>
      <p>
        <Link to="/deeds/$verb" params={{ verb: 'activate-procedure' }}>
          启用业务程序
        </Link>
      </p>
      <Loaded query={coverage}>
        {(data) => (
          <>
            <CoverageMatrix coverage={data} />
            <ControlList coverage={data} />
          </>
        )}
      </Loaded>
    </>
  );
}

function LeadersOfYear() {
  const me = useMe();
  return me.data === undefined ? null : <Leaders year={Number(me.data.today.slice(0, 4))} />;
}

function Drawn() {
  const samples = useAnswer<readonly SampleView[]>('/api/control/samples');
  return (
    <>
      <p className="actions">
        <Link to="/deeds/$verb" params={{ verb: 'draw-sample' }}>
          <Button>抽取样本</Button>
        </Link>
        <Link to="/deeds/$verb" params={{ verb: 'check-sample' }}>
          <Button>登记抽查结果</Button>
        </Link>
      </p>
      <Loaded query={samples}>{(list) => <Samples samples={list} />}</Loaded>
    </>
  );
}

function OfMonth() {
  const search: { readonly month?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const me = useMe();
  const month = search.month ?? me.data?.today.slice(0, 7) ?? '';
  const files = useAnswer<FilesOfMonth>(month === '' ? undefined : `/api/control/files?month=${month}`);
  return (
    <>
      <Input
        aria-label="月份"
        type="month"
        value={month}
        style={{ width: 160, marginBottom: 12 }}
        onChange={(event) =>
          /^20\d\d-(0[1-9]|1[0-2])$/.test(event.target.value) && void navigate({ to: '/control', search: { tab: 'files', month: event.target.value } })
        }
      />
      <Loaded query={files}>{(data) => <Files files={data} />}</Loaded>
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
      <p className="actions">
        <Button href={`/api/control/annual-report?year=${year}&format=docx`}>下载文档（Word）</Button>
        <Button href={`/api/control/annual-report?year=${year}&format=pdf`} target="_blank">
          打印件（PDF）
        </Button>
      </p>
      <p className="quiet">数字在打开时由系统记录计算，不另存放。</p>
    </section>
  );
}
