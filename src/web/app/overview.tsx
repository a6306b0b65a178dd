import { Link } from '@tanstack/react-router';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as useParts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { SpendingOverview } from '../../modules/expenditure/contract-overview.ts';
import { useAnswer } from '../api/queries.ts';
import { yuan } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { FONT } from './theme.ts';

useParts([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** 概览: the year's spending, the three public funds against their budget, and the duties. */
export function Overview() {
  const overview = useAnswer<SpendingOverview>('/api/dashboard');
  return (
    <Page title="概览">
      <Loaded query={overview}>{(data) => <Shown data={data} />}</Loaded>
    </Page>
  );
}

function Shown({ data }: { readonly data: SpendingOverview }) {
  const total = data.spending.reduce((sum, one) => sum + one.fen, 0);
  const { red, amber, green } = data.obligations;
  return (
    <>
      <section className="card law">
        <h2>
          {data.year}年支出合计 <span className="money">{yuan(total)}</span> 元
        </h2>
        <Bars label="按支出类别" names={data.spending.map((one) => one.category)} values={data.spending.map((one) => one.fen / 100)} />
        <p className="actions">
          明细：
          {data.spending.map(({ category }) => (
            <Vouchers key={category} year={data.year} of={{ category }}>
              {category}
            </Vouchers>
          ))}
        </p>
      </section>
      <div className="two">
        <section className="card">
          <h2>按月支出</h2>
          <Bars label="按月" names={data.byMonth.map((one) => `${one.month}月`)} values={data.byMonth.map((one) => one.fen / 100)} />
        </section>
        <div>
          <ThreePublic data={data} />
          <section className="card">
            <h2>义务</h2>
            <p>
              <Link to="/duties">
                <span className="red">逾期 {red}</span>　<span className="amber">临近 {amber}</span>　<span className="green">在期 {green}</span>
              </Link>
            </p>
          </section>
        </div>
      </div>
    </>
  );
}

/** 三公经费: appropriation against its budget; what other funds bore stands beside it and outside the total (FIN-01a). */
function ThreePublic({ data: { year, budget, threePublic } }: { readonly data: SpendingOverview }) {
  const names = [...new Set([...budget.map((one) => one.line), ...threePublic.map((one) => one.line)])];
  const lines = names.map((name) => {
    const spent = threePublic.find((one) => one.line === name);
    const other = spent?.otherFunds ?? 0;
    return { name, appropriated: (spent?.fen ?? 0) - other, other, planned: budget.find((one) => one.line === name)?.fen };
  });
  const sum = (figure: (line: (typeof lines)[number]) => number): string => yuan(lines.reduce((all, line) => all + figure(line), 0));
  return (
    <section className="card law">
      <h2>三公经费</h2>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">财政拨款支出</th>
              <th scope="col">预算</th>
              <th scope="col">其他资金支出</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, appropriated, other, planned }) => (
              <tr key={name} className={appropriated > (planned ?? Infinity) ? 'red' : ''}>
                <td>
                  <Vouchers year={year} of={{ threePublic: name }}>
                    {name}
                  </Vouchers>
                </td>
                <td className="money">{yuan(appropriated)}</td>
                <td className="money">{planned === undefined ? '未设定' : yuan(planned)}</td>
                <td className="money">{yuan(other)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">合计</th>
              <td className="money">{sum((line) => line.appropriated)}</td>
              <td className="money">{sum((line) => line.planned ?? 0)}</td>
              <td className="money">{sum((line) => line.other)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

interface VouchersProps {
  readonly year: number;
  readonly of: Readonly<Record<string, string>>;
  readonly children: string;
}

/** The lines of the 支出台账 a figure is the sum of. */
function Vouchers({ year, of, children }: VouchersProps) {
  return (
    <Link
      to="/registers/$register"
      params={{ register: 'voucher' }}
      search={{ ...of, book: '机关', 'paidOn.from': `${year}-01-01`, 'paidOn.to': `${year}-12-31` }}
    >
      {children}
    </Link>
  );
}

function Bars({ label, names, values }: { readonly label: string; readonly names: readonly string[]; readonly values: readonly number[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    // As SVG the labels are text of the page, in the font the page loads.
    const chart = init(box.current, null, { renderer: 'svg' });
    const room = box.current.clientWidth / names.length;
    chart.setOption({
      aria: { enabled: true },
      textStyle: { fontFamily: FONT },
      animation: false,
      grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
      tooltip: {},
      color: ['#a8201a'],
      xAxis: { type: 'category', data: [...names], axisLabel: { interval: 0, rotate: room < 40 ? 60 : room < 90 && names.length > 8 ? 35 : 0, color: '#333' } },
      yAxis: { type: 'value', axisLabel: { color: '#333' } },
      series: [{ type: 'bar', name: label, data: [...values], barMaxWidth: 36 }],
    });
    const resize = (): void => chart.resize();
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      chart.dispose();
    };
  }, [label, names, values]);
  return <div ref={box} role="img" aria-label={`${label}：${names.map((name, index) => `${name}${values[index]}元`).join('，')}`} style={{ height: 260 }} />;
}
