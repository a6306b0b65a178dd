import { Button, Form, Tag } from 'antd';
import { useState } from 'react';
import type { HoldingRow, PostRow } from '../../platform/people/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { DayInput } from '../kit/day-input.tsx';
import { DepartmentSelect } from '../kit/department-select.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { useOfficeWords } from '../kit/office-words.ts';
import { Loaded } from '../kit/page.tsx';
import { PersonSelect } from '../kit/person-select.tsx';
import { PostSelect } from '../kit/post-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { WideTable } from '../kit/wide-table.tsx';
import { EndDialog, type Ending } from './end-dialog.tsx';
import { useKeeping, useMe } from './me.ts';

export const HANDED_ON = '等待其办理的事项届时转由现任或代理人员办理；无人担任的职务报局长落实人选。';

/** 职务, with whoever holds them. */
export function Posts() {
  const posts = useAnswer<readonly PostRow[]>('/api/posts');
  const words = useOfficeWords();
  const keeps = useKeeping()?.posts === true;
  const today = useMe().data?.today ?? '';
  const [ending, setEnding] = useState<Ending | null>(null);
  const end = (post: string, one: HoldingRow) =>
    setEnding({ title: `${one.name}不再担任${words(post)}`, path: `/api/holdings/${one.holdingId}/end`, field: 'until', help: HANDED_ON });
  const holders = (row: PostRow) => {
    if (row.collective) return '集体';
    if (!row.holdings.some((one) => one.until === null || one.until > today)) return <Tag color="orange">空缺</Tag>;
    return row.holdings.map((one) => (
      <div key={one.holdingId}>
        {one.name}
        {one.department === null ? '' : `（${one.department}）`}{' '}
        <span className="quiet">
          {one.from}起{one.until === null ? '' : `至${one.until}前`}
        </span>
        {keeps && one.until === null && (
          <Button type="link" size="small" onClick={() => end(row.post, one)}>
            免职
          </Button>
        )}
      </div>
    ));
  };
  return (
    <>
      {ending !== null && <EndDialog ending={ending} close={() => setEnding(null)} />}
      <Loaded query={posts}>
        {(rows) => (
          <WideTable<PostRow>
            label="职务明细"
            empty="制度里还没有职务"
            rowKey="post"
            pagination={false}
            dataSource={[...rows]}
            columns={[
              { title: '职务', dataIndex: 'post', render: words },
              { title: '任职人员', render: (_: unknown, row: PostRow) => holders(row) },
              { title: '上级', dataIndex: 'superior', render: (superior: string | null) => words(superior ?? '') },
              { title: '独任', dataIndex: 'sole', render: (sole: boolean) => (sole ? '是' : '') },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}

/** 登记任职. */
export function GiveDialog({ close }: { readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const me = useMe();
  const give = ({ post, ...body }: { readonly post: string }): void =>
    deed.mutate({ path: `/api/posts/${encodeURIComponent(post)}/give`, body }, { onSuccess: close });
  return (
    <Dialog title="登记任职" onCancel={close} onOk={() => form.submit()} okText="登记" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={give} initialValues={{ from: me.data?.today }}>
        <Form.Item label="职务" name="post" rules={[{ required: true, message: '请选择职务' }]}>
          <PostSelect />
        </Form.Item>
        <Form.Item label="人员" name="personId" rules={[{ required: true, message: '请选择人员' }]}>
          <PersonSelect />
        </Form.Item>
        <Form.Item label="分管或负责的股室（不填为全局）" name="departmentId">
          <DepartmentSelect />
        </Form.Item>
        <Form.Item label="起" name="from" rules={[{ required: true, message: '请填写起日' }]}>
          <DayInput />
        </Form.Item>
        <Form.Item label="止（不含，可不填）" name="until">
          <DayInput />
        </Form.Item>
      </Form>
      <ErrorAlert error={deed.error} />
    </Dialog>
  );
}
