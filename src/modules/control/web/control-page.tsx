import type { ControlCoverage, SampleView } from '../contract-overview.ts';
import { yuan } from '../../../web/kit/formats.ts';

/** The matrix of aims × classes of business: a cell with its controls, or its gap. */
export function CoverageMatrix({ coverage: { aims, rows, gaps } }: { readonly coverage: ControlCoverage }) {
  return (
    <section className="card law">
      <h2>覆盖矩阵</h2>
      <p className="quiet">只有按期运行、留有记录的控制计入覆盖；共{gaps}格为空。</p>
      <div className="scroll">
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
      </div>
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
          {parts.map((one) => `${one.part}${one.count}项`).join('，')}，共{controls.length}项。
        </p>
        <div className="scroll">
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
                  <td>{one.number}</td>
                  <td>{one.name}</td>
                  <td>{one.post}</td>
                  <td>{one.lastRun ?? '尚未运行'}</td>
                  <td className={one.periodsMissed > 0 ? 'red' : ''}>{[...one.notices, ...(one.complete ? [] : ['登记不完整。'])].join('') || '正常'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section className="card law">
        <h2>风险</h2>
        <div className="scroll">
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
        </div>
        {linksWithoutHolder.length > 0 && <p className="red">无人负责的环节：{linksWithoutHolder.join('、')}。</p>}
        {sectionsWithoutLink.length > 0 && <p>没有登记风险环节的股室：{sectionsWithoutLink.join('、')}。</p>}
      </section>
    </>
  );
}

/** The samples, newest first: seed, items, who checks, what was found. */
export function Samples({ samples }: { readonly samples: readonly SampleView[] }) {
  if (samples.length === 0) return <p className="quiet">还没有抽取样本。</p>;
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
          <div className="scroll">
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
                    <td>{item.matter}</td>
                    <td>{item.title}</td>
                    <td className="money">{yuan(item.amount)}</td>
                    <td>{item.why}</td>
                    <td>{item.checker ?? '无人可查'}</td>
                    <td className={item.result === '问题' ? 'red' : ''}>{item.result === null ? '待检查' : `${item.result}：${item.note ?? ''}`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  );
}
