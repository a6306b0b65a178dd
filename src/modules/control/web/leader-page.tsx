import { Alert } from 'antd';
import { yuan } from '../../../web/kit/formats.ts';
import { Sideways } from '../../../web/kit/sideways.tsx';
import type { LeaderOverview } from '../contract-overview.ts';

/** Whose quarter was asked for. */
export interface AskedLeader {
  readonly personId: number;
  readonly year: number;
  readonly quarter: number;
}

/** What a leading cadre filed, had released and was away for; the head's own leaves as a document. */
export function LeaderQuarter({
  overview: { name, forCounty, kinds, released, absent },
  asked: { personId, year, quarter },
}: {
  readonly overview: LeaderOverview;
  readonly asked: AskedLeader;
}) {
  const file = (format: string): string => `/api/control/leader-overview?personId=${personId}&year=${year}&quarter=${quarter}&format=${format}`;
  return (
    <>
      <h3>
        {name}　{year}年第{quarter}季度
      </h3>
      <Sideways label="经办事项">
        <table>
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col">件数</th>
              <th scope="col">金额（元）</th>
            </tr>
          </thead>
          <tbody>
            {kinds.length === 0 && (
              <tr>
                <td colSpan={3} className="quiet">
                  没有经办事项
                </td>
              </tr>
            )}
            {kinds.map((one) => (
              <tr key={one.kind}>
                <td>{one.title}</td>
                <td>{one.count}</td>
                <td className="money">{yuan(one.fen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      {released.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`例外放行${released.length}项`}
          description={
            <ul>
              {released.map((one) => (
                <li key={`${one.matter}${one.clause}`}>
                  {one.on}　{one.matter}
                  {one.title}，条款{one.clause}，理由：{one.reason}
                </li>
              ))}
            </ul>
          }
          style={{ margin: '12px 0' }}
        />
      )}
      <p>{absent.length === 0 ? '没有出差和休假。' : absent.map((one) => `${one.sort}${one.from}至${one.until}`).join('；')}</p>
      {forCounty && (
        <p>
          <a href={file('docx')}>导出送县纪委（docx）</a>　
          <a href={file('pdf')} target="_blank" rel="noreferrer">
            打印件（PDF）
          </a>
        </p>
      )}
    </>
  );
}
