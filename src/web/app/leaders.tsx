import { Button, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { LeaderOverview } from '../../modules/control/contract-overview.ts';
import { LeaderQuarter, type AskedLeader } from '../../modules/control/web/leader-page.tsx';
import { useDeed } from '../api/queries.ts';
import { PersonSelect } from '../kit/person-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** 领导干部情况 (ETH-10a): whose and of which quarter; looking and taking out stand in the log. */
export function Leaders({ year }: { readonly year: number }) {
  const deed = useDeed<{ readonly result: LeaderOverview }>();
  const [asked, setAsked] = useState<AskedLeader | null>(null);
  const look = (input: AskedLeader): void => {
    setAsked(input);
    deed.mutate({ path: '/api/verbs/view-leader', body: input });
  };
  return (
    <section className="card law">
      <h2>领导干部情况</h2>
      <Form layout="inline" onFinish={look} initialValues={{ year, quarter: 1 }} style={{ marginBottom: 12, rowGap: 8 }}>
        <Form.Item label="姓名" name="personId" rules={[{ required: true, message: '请选择人员' }]} style={{ minWidth: 220 }}>
          <PersonSelect />
        </Form.Item>
        <Form.Item label="年度" name="year" rules={[{ required: true, message: '请填写年度' }]}>
          <InputNumber min={2000} max={2100} />
        </Form.Item>
        <Form.Item label="季度" name="quarter">
          <Select style={{ width: 110 }} options={[1, 2, 3, 4].map((value) => ({ value, label: `第${value}季度` }))} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={deed.isPending}>
          查看
        </Button>
      </Form>
      <p className="quiet">由纪检领导查看，纪检领导的由局长查看；每次查看和导出都记入日志。</p>
      <ErrorAlert error={deed.error} />
      {deed.data !== undefined && asked !== null && <LeaderQuarter overview={deed.data.result} asked={asked} />}
    </section>
  );
}
