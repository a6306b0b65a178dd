import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as useParts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { SpendingOverview } from '../../modules/expenditure/contract-overview.ts';
import { useAnswer } from '../api/queries.ts';
import { yuan } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';

useParts([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** 概览: the year's spending, the three public funds against their budget, and the duties. */
export function Overview() {
  const overview = useAnswer<SpendingOverview>('/api/dashboard');
  return <Page title="概览"><Loaded query={overview}>{(data) => <Shown data={data} />}</Loaded></Page>;
}

function Shown({ data }: { readonly data: SpendingOverview }) {
  const total = data.spending.reduce((sum, one) => sum + one.fen, 0);
  const { red, amber, green } = data.obligations;
  const lines = [...new Set([...data.budget.map((one) => one.line), ...data.threePublic.map((one) => one.line)])];
  const spent = (line: string): number => data.threePublic.filter((one) => one.line === line).reduce((sum, one) => sum + one.fen - (one.otherFunds ?? 0), 0);
  const budget = (line: string): number | undefined => data.budget.find((one) => one.line === line)?.fen;
  return (
    <>
      <section className="card"><h2>{data.year}年支出合计 <span className="money">{yuan(total)}</span> 元</h2><Bars label="按支出类别" names={data.spending.map((one) => one.category)} values={data.spending.map((one) => one.fen / 100)} /></section>
      <div className="two">
        <section className="card"><h2>按月支出</h2><Bars label="按月" names={data.byMonth.map((one) => `${one.month}月`)} values={data.byMonth.map((one) => one.fen / 100)} /></section>
        <div>
          <section className="card law">
            <h2>三公经费</h2>
            <div className="scroll">
              <table>
                <thead><tr><th scope="col">项目</th><th scope="col">已支出</th><th scope="col">预算</th></tr></thead>
                <tbody>{lines.map((line) => <tr key={line} className={spent(line) > (budget(line) ?? Infinity) ? 'red' : ''}><td>{line}</td><td className="money">{yuan(spent(line))}</td><td className="money">{yuan(budget(line))}</td></tr>)}</tbody>
              </table>
            </div>
          </section>
          <section className="card"><h2>义务</h2><p><span className="red">逾期 {red}</span>　<span className="amber">临近 {amber}</span>　<span className="green">在期 {green}</span></p></section>
        </div>
      </div>
    </>
  );
}

function Bars({ label, names, values }: { readonly label: string; readonly names: readonly string[]; readonly values: readonly number[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const chart = init(box.current);
    chart.setOption({
      aria: { enabled: true }, animation: false, grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true }, tooltip: {}, color: ['#a8201a'],
      xAxis: { type: 'category', data: [...names], axisLabel: { interval: 0, rotate: names.length > 8 ? 35 : 0, color: '#333' } }, yAxis: { type: 'value', axisLabel: { color: '#333' } }, series: [{ type: 'bar', name: label, data: [...values], barMaxWidth: 36 }],
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
