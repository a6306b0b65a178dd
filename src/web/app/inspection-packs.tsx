import { Button, Form, InputNumber, Select } from 'antd';
import type { PackInfo, PackPage } from '../../platform/inspection-pack/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { DayInput } from '../kit/day-input.tsx';
import { moment } from '../kit/formats.ts';
import { Loaded, Page } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { WideTable } from '../kit/wide-table.tsx';

/** 迎检包: choose clauses and days, take out what proves how they were kept. */
export function InspectionPacks() {
  const page = useAnswer<PackPage>('/api/inspection-packs');
  return (
    <Page title="迎检包">
      <p className="quiet">
        选定条款和期间，即得总体、样本、例外、义务四张表，样本逐件附审批单和原件，并附留痕证明和签名。收到的人用 <code>npx guiju verify</code> 离线核验。
      </p>
      <Loaded query={page}>
        {({ packs, clauses }) => (
          <>
            <Asking clauses={clauses} />
            <Packs packs={packs} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Asking({ clauses }: Pick<PackPage, 'clauses'>) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const options = clauses.map(({ id, regulation, clause, text }) => ({ value: id, label: `《${regulation}》第${clause}条 ${text}`, short: id }));
  return (
    <section className="card">
      <h2>准备迎检包</h2>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ sample: 10 }}
        onFinish={(values: object) => deed.mutate({ path: '/api/inspection-packs', body: values }, { onSuccess: () => form.resetFields() })}
      >
        <Form.Item label="条款" name="clauses" rules={[{ required: true, message: '请选择条款' }]}>
          <Select
            mode="multiple"
            options={options}
            optionLabelProp="short"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="按制度、条款内容查找，可选多条"
          />
        </Form.Item>
        <Form.Item label="起日" name="from" rules={[{ required: true, message: '请填写起日' }]}>
          <DayInput />
        </Form.Item>
        <Form.Item label="止日" name="until" rules={[{ required: true, message: '请填写止日' }]}>
          <DayInput />
        </Form.Item>
        <Form.Item label="抽查件数" name="sample">
          <InputNumber min={0} max={200} precision={0} />
        </Form.Item>
        <ErrorAlert error={deed.error} />
        <Button type="primary" htmlType="submit" loading={deed.isPending}>
          准备
        </Button>
      </Form>
    </section>
  );
}

function Packs({ packs }: Pick<PackPage, 'packs'>) {
  return (
    <WideTable<PackInfo>
      label="迎检包明细"
      rowKey="packId"
      pagination={false}
      dataSource={[...packs]}
      columns={[
        { title: '编号', dataIndex: 'number' },
        { title: '条款', render: (_: unknown, row) => row.clauses.join('、') },
        { title: '期间', render: (_: unknown, row) => `${row.from}至${row.until}` },
        { title: '抽查', dataIndex: 'sample' },
        { title: '准备', render: (_: unknown, row) => `${row.madeBy} ${moment(row.madeAt)}` },
        { title: '取用', render: (_: unknown, row) => <a href={`/api/inspection-packs/${row.packId}/pack.zip`}>下载</a> },
      ]}
    />
  );
}
