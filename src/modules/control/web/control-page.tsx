import type { ControlCoverage, FilesOfMonth, SampleView } from '../contract-overview.ts';
import { widthOf, yuan } from '../../../web/kit/formats.ts';
import { Nothing } from '../../../web/kit/page.tsx';
import { Sideways } from '../../../web/kit/sideways.tsx';

/** The matrix of aims × classes of business: a cell with its controls, or its gap. */
export function CoverageMatrix({ coverage: { aims, rows, gaps } }: { readonly coverage: ControlCoverage }) {
  return (
    <section className="card law">
      <h2>覆盖矩阵</h2>
      <p className="quiet">只有按期运行、留有记录的控制计入覆盖；共{gaps}格为空。</p>
      <Sideways label="覆盖矩阵明细">
        <table>
          <thead>
            <tr>
              <th scope="col">业务类别</th>
              {aims.map((aim) => (
                <th key={aim} scope="col">
                  {aim}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.businessClass}>
                <th scope="row">{row.businessClass}</th>
                {row.cells.map((cell) => (
                  <td key={cell.aim} className={cell.covered ? 'green' : cell.controls.length > 0 ? 'amber' : 'quiet'}>
                    {cell.controls.length === 0 ? '空' : `${cell.covered ? '' : '未按期 '}${cell.controls.join('、')}`}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </section>
  );
}

/** Every control with its last run, the parts they belong to, and the risks. */
export function ControlList({ coverage: { controls, parts, risks, linksWithoutHolder, sectionsWithoutLink } }: { readonly coverage: ControlCoverage }) {
  return (
    <>
      <section className="card law">
        <h2>控制运行</h2>
        <p>
          {parts.map((one) => `${one.part}${one.count}项${one.open > 0 ? `（${one.open}项有缺口）` : ''}，最近运行${one.lastRun ?? '尚无'}`).join('；')}；共
          {controls.length}项。
        </p>
        <Sideways label="控制运行明细">
          <table>
            <thead>
              <tr>
                <th scope="col">编号</th>
                <th scope="col">名称</th>
                <th scope="col">责任职务</th>
                <th scope="col">最近运行</th>
                <th scope="col">情况</th>
              </tr>
            </thead>
            <tbody>
              {controls.length === 0 && (
                <tr>
                  <td colSpan={5} className="quiet">
                    还没有登记控制
                  </td>
                </tr>
              )}
              {controls.map((one) => (
                <tr key={one.number}>
                  <td className="short">{one.number}</td>
                  <td>{one.name}</td>
                  <td className="short">{one.post}</td>
                  <td className="short">{one.lastRun ?? '尚未运行'}</td>
                  <td className={one.periodsMissed > 0 ? 'red' : ''}>{[...one.notices, ...(one.complete ? [] : ['登记不完整。'])].join('') || '正常'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      </section>
      <section className="card law">
        <h2>风险</h2>
        <Sideways label="风险明细">
          <table>
            <thead>
              <tr>
                <th scope="col">编号</th>
                <th scope="col">风险</th>
                <th scope="col">环节</th>
                <th scope="col">得分</th>
                <th scope="col">应对控制</th>
                <th scope="col">情况</th>
              </tr>
            </thead>
            <tbody>
              {risks.length === 0 && (
                <tr>
                  <td colSpan={6} className="quiet">
                    还没有登记风险
                  </td>
                </tr>
              )}
              {risks.map((one) => (
                <tr key={one.number}>
                  <td>{one.number}</td>
                  <td>{one.name}</td>
                  <td>{one.link}</td>
                  <td className="money">{one.score}</td>
                  <td>{one.controlNumber ?? '无'}</td>
                  <td>{one.notices.join('')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
        {linksWithoutHolder.length > 0 && <p className="red">无人负责的环节：{linksWithoutHolder.join('、')}。</p>}
        {sectionsWithoutLink.length > 0 && <p>没有登记风险环节的股室：{sectionsWithoutLink.join('、')}。</p>}
      </section>
    </>
  );
}

/** The samples, newest first: seed, items, who checks, what was found. */
export function Samples({ samples }: { readonly samples: readonly SampleView[] }) {
  if (samples.length === 0) return <Nothing what="还没有抽取样本；月末由检查人抽取，按种子可以重抽核对" />;
  return (
    <>
      {samples.map(({ number, month, seed, population, reproduced, items }) => (
        <section key={number} className="card law">
          <h2>
            {number}　{month}办结{population}笔，抽取{items.length}笔
          </h2>
          <p className={reproduced ? 'quiet' : 'red'}>
            种子 {seed}：{reproduced ? '按种子重抽，样本一致' : '按种子重抽，样本不一致，请核查'}
          </p>
          <Sideways label="样本明细">
            <table>
              <thead>
                <tr>
                  <th scope="col">事项</th>
                  <th scope="col">事由</th>
                  <th scope="col">金额（元）</th>
                  <th scope="col">入样原因</th>
                  <th scope="col">检查人</th>
                  <th scope="col">结果</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item.matter}>
                    <td className="short">{item.matter}</td>
                    <td className={widthOf(item.title)}>{item.title}</td>
                    <td className="money">{yuan(item.amount)}</td>
                    <td>{item.why}</td>
                    <td>{item.checker ?? '无人可查'}</td>
                    <td className={item.result === '问题' ? 'red' : ''}>{item.result === null ? '待检查' : `${item.result}：${item.note ?? ''}`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Sideways>
        </section>
      ))}
    </>
  );
}

/** What was closed in a month: how much of it is whole, what the rest lacks, and whether the records are still as the log says. */
export function Files({ files: { files, complete, rate, incomplete, chain } }: { readonly files: FilesOfMonth }) {
  return (
    <section className="card law">
      <h2>资料完整率 {rate}%</h2>
      <p>
        本月办结付款{files}笔，资料完整{complete}笔。
      </p>
      <p className={chain !== null && chain.troubles > 0 ? 'red' : 'quiet'}>{chainSentence(chain)}</p>
      <Sideways label="资料不完整的事项">
        <table>
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col">事由</th>
              <th scope="col">金额（元）</th>
              <th scope="col">缺少或不符</th>
            </tr>
          </thead>
          <tbody>
            {incomplete.length === 0 && (
              <tr>
                <td colSpan={4} className="quiet">
                  没有不完整的事项
                </td>
              </tr>
            )}
            {incomplete.map((one) => (
              <tr key={one.number}>
                <td>{one.number}</td>
                <td>{one.title}</td>
                <td className="money">{yuan(one.amount)}</td>
                <td className="red">{one.missing.join('、')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </section>
  );
}

function chainSentence(chain: FilesOfMonth['chain']): string {
  if (chain === null) return '还没有核对过事项与留痕。';
  return chain.troubles === 0
    ? `最近核对${chain.matters}件事项，与留痕一致。`
    : `最近核对${chain.matters}件事项，与留痕不一致${chain.troubles}处，首处：${chain.first ?? ''}`;
}
