import { Alert, Button, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useDeed } from '../../../web/api/queries.ts';
import { yuan } from '../../../web/kit/formats.ts';
import { PersonSelect } from '../../../web/kit/person-select.tsx';
import { ErrorAlert } from '../../../web/kit/refusal-alert.tsx';
import type { LeaderOverview } from '../contract-overview.ts';

interface Asked {
  readonly personId: number;
  readonly year: number;
  readonly quarter: number;
}

/** 领导干部情况 (ETH-10a): whose and of which quarter; looking and taking out stand in the log. */
export function LeaderSearch({ year }: { readonly year: number }) {
  const deed = useDeed<{ readonly result: LeaderOverview }>();
  const [asked, setAsked] = useState<Asked | null>(null);
  const look = (input: Asked): void => {
    setAsked(input);
    deed.mutate({ path: '/api/verbs/view-leader', body: input });
  };
  return (
    <section className="card law">
      <h2>领导干部情况</h2>
      <Form layout="inline" onFinish={look} initialValues={{ year, quarter: 1 }} style={{ marginBottom: 12, rowGap: 8 }}>
        <Form.Item label="领导干部" name="personId" rules={[{ required: true, message: '请选择人员' }]} style={{ minWidth: 220 }}>
          <PersonSelect id="leader-person" />
        </Form.Item>
        <Form.Item label="年度" name="year" rules={[{ required: true, message: '请填写年度' }]}>
          <InputNumber id="leader-year" min={2000} max={2100} />
        </Form.Item>
        <Form.Item label="季度" name="quarter">
          <Select id="leader-quarter" style={{ width: 110 }} options={[1, 2, 3, 4].map((value) => ({ value, label: `第${value}季度` }))} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={deed.isPending}>
          查看
        </Button>
      </Form>
      <p className="quiet">由纪检领导查看，纪检领导的由局长查看；每次查看和导出都记入日志。</p>
      <ErrorAlert error={deed.error} />
      {deed.data !== undefined && asked !== null && <Overview overview={deed.data.result} asked={asked} />}
    </section>
  );
}

function Overview({
  overview: { name, forCounty, kinds, released, absent },
  asked: { personId, year, quarter },
}: {
  readonly overview: LeaderOverview;
  readonly asked: Asked;
}) {
  const file = (format: string): string => `/api/control/leader-overview?personId=${personId}&year=${year}&quarter=${quarter}&format=${format}`;
  return (
    <>
      <h3>
        {name}　{year}年第{quarter}季度
      </h3>
      <div className="scroll">
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
      </div>
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
