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
import { Sideways } from '../kit/sideways.tsx';

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
        <Bars lying label="按支出类别" names={data.spending.map((one) => one.category)} values={data.spending.map((one) => one.fen / 100)} />
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
          <h2>按月支出（元）</h2>
          <Bars label="按月" names={data.byMonth.map((one) => String(one.month))} values={data.byMonth.map((one) => one.fen / 100)} />
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
      <h2>三公经费支出（元）</h2>
      <Sideways label="三公经费明细">
        <table>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col" className="money">
                财政拨款
              </th>
              <th scope="col" className="money">
                预算
              </th>
              <th scope="col" className="money">
                其他资金
              </th>
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
      </Sideways>
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

interface BarsProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly values: readonly number[];
  /** Long names stand beside lying bars, short ones under standing ones. */
  readonly lying?: true;
}

function Bars({ label, names, values, lying }: BarsProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    // As SVG the labels are text of the page, in the font the page loads.
    const chart = init(box.current, null, { renderer: 'svg' });
    const named = {
      type: 'category' as const,
      data: [...names],
      inverse: lying === true,
      axisTick: { show: false },
      axisLabel: { interval: 0, color: '#333', fontSize: 13 },
    };
    const measured = { type: 'value' as const, axisLabel: { color: '#333', hideOverlap: true, formatter: inTens } };
    chart.setOption({
      aria: { enabled: true },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      animation: false,
      grid:
        lying === true
          ? { left: Math.max(...names.map((name) => name.length)) * 13 + 16, right: 76, top: 4, bottom: 28 }
          : { left: 48, right: 8, top: 12, bottom: 28 },
      tooltip: {},
      color: ['#a8201a'],
      xAxis: lying === true ? measured : named,
      yAxis: lying === true ? named : measured,
      series: [
        {
          type: 'bar',
          name: label,
          data: [...values],
          barMaxWidth: 28,
          label: {
            show: lying === true,
            position: 'right',
            color: '#333',
            formatter: ({ dataIndex }: { readonly dataIndex: number }) => yuan(Math.round((values[dataIndex] ?? 0) * 100)),
          },
        },
      ],
    });
    const resize = (): void => chart.resize();
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      chart.dispose();
    };
  }, [label, names, values, lying]);
  return (
    <div
      ref={box}
      role="img"
      aria-label={`${label}：${names.map((name, index) => `${name}${values[index]}元`).join('，')}`}
      style={{ height: lying === true ? 40 + names.length * 28 : 260 }}
    />
  );
}

/** 60000 → 6万, as far as it is a round number. */
function inTens(value: number): string {
  return value >= 10_000 && value % 1_000 === 0 ? `${value / 10_000}万` : String(value);
}
