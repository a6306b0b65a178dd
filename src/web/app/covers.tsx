import { Button, Form, Input, Select } from 'antd';
import type { MatterKindInfo } from '../../platform/matters/contract.ts';
import type { CoverRow } from '../../platform/people/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { DayInput } from '../kit/day-input.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { moment, yuan } from '../kit/formats.ts';
import { MoneyInput } from '../kit/money-input.tsx';
import { useOfficeWords } from '../kit/office-words.ts';
import { Loaded } from '../kit/page.tsx';
import { PersonSelect } from '../kit/person-select.tsx';
import { PostSelect } from '../kit/post-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { WideTable } from '../kit/wide-table.tsx';

/** 代理: who stands in for whom, how far. */
export function Covers() {
  const covers = useAnswer<readonly CoverRow[]>('/api/covers');
  const kinds = useAnswer<readonly MatterKindInfo[]>('/api/matter-kinds');
  const words = useOfficeWords();
  const deed = useDeed();
  const reach = ({ kinds: lent, ceiling }: CoverRow): string =>
    [
      lent === null ? '各类事项' : lent.map((kind) => kinds.data?.find((one) => one.kind === kind)?.title ?? kind).join('、'),
      ...(ceiling === null ? [] : [`${yuan(ceiling)}元以内`]),
    ].join('，');
  const state = (row: CoverRow) =>
    row.endedAt === null ? (
      <Button size="small" loading={deed.isPending} onClick={() => deed.mutate({ path: `/api/covers/${row.coverId}/end` })}>
        结束代理
      </Button>
    ) : (
      `已于${moment(String(row.endedAt))}结束`
    );
  return (
    <>
      <ErrorAlert error={deed.error} />
      <Loaded query={covers}>
        {(rows) => (
          <WideTable<CoverRow>
            label="代理明细"
            empty="没有登记代理；外出、请假时用上面的“委托代理”"
            rowKey="coverId"
            pagination={false}
            dataSource={[...rows]}
            columns={[
              { title: '职务', dataIndex: 'post', render: words },
              { title: '委托人', dataIndex: 'absent' },
              { title: '代理人', dataIndex: 'cover' },
              { title: '起', dataIndex: 'from' },
              { title: '止（不含）', dataIndex: 'until' },
              { title: '范围', render: (_: unknown, row: CoverRow) => reach(row) },
              { title: '事由', dataIndex: 'reason' },
              { title: '办理', render: (_: unknown, row: CoverRow) => state(row) },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}

/** 委托代理. */
export function CoverDialog({ close }: { readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const kinds = useAnswer<readonly MatterKindInfo[]>('/api/matter-kinds');
  return (
    <Dialog title="委托代理" onCancel={close} onOk={() => form.submit()} okText="委托" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={(body: object) => deed.mutate({ path: '/api/covers', body }, { onSuccess: close })}>
        <Form.Item label="职务" name="post" rules={[{ required: true, message: '请选择职务' }]}>
          <PostSelect />
        </Form.Item>
        <Form.Item label="委托人" name="absentPersonId" rules={[{ required: true, message: '请选择委托人' }]}>
          <PersonSelect />
        </Form.Item>
        <Form.Item label="代理人" name="coverPersonId" rules={[{ required: true, message: '请选择代理人' }]}>
          <PersonSelect />
        </Form.Item>
        <Form.Item label="起" name="from" rules={[{ required: true, message: '请填写起日' }]}>
          <DayInput />
        </Form.Item>
        <Form.Item label="止（不含）" name="until" rules={[{ required: true, message: '请填写止日' }]}>
          <DayInput />
        </Form.Item>
        <Form.Item label="事项（不选为各类）" name="kinds" normalize={(chosen: readonly string[]) => (chosen.length === 0 ? null : chosen)}>
          <Select mode="multiple" allowClear options={(kinds.data ?? []).map((one) => ({ value: one.kind, label: one.title }))} />
        </Form.Item>
        <Form.Item label="金额上限（含本数，不填为不限）" name="ceiling">
          <MoneyInput />
        </Form.Item>
        <Form.Item label="事由" name="reason" rules={[{ required: true, message: '请填写事由' }]}>
          <Input />
        </Form.Item>
      </Form>
      <ErrorAlert error={deed.error} />
    </Dialog>
  );
}
