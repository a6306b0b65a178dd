import { Button, Form, Input, Modal, Select, Table, Tabs } from 'antd';
import { useState } from 'react';
import type { MatterKindInfo } from '../../platform/matters/contract.ts';
import type { CoverRow, HoldingRow, PersonRow, PostRow } from '../../platform/people/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { DayInput } from '../kit/day-input.tsx';
import { DepartmentSelect } from '../kit/department-select.tsx';
import { moment, yuan } from '../kit/formats.ts';
import { MoneyInput } from '../kit/money-input.tsx';
import { Page } from '../kit/page.tsx';
import { PersonSelect } from '../kit/person-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { DepartmentDialog, Departments } from './departments.tsx';
import { EndDialog, type Ending } from './end-dialog.tsx';
import { HandoverDialog } from './handover-dialog.tsx';
import { useMe, useOfficeWords } from './me.ts';
import { PersonDialog } from './person-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

/** 机构人员: people, posts with their holders and dates, covers, departments. */
export function People() {
  const [dialog, setDialog] = useState<'employ' | 'give' | 'cover' | 'department' | null>(null);
  const actions = (
    <>
      <Button onClick={() => setDialog('employ')}>登记人员</Button>
      <Button onClick={() => setDialog('give')}>登记任职</Button>
      <Button onClick={() => setDialog('cover')}>委托代理</Button>
      <Button onClick={() => setDialog('department')}>新设股室</Button>
    </>
  );
  const tabs = [
    { key: 'posts', label: '职务', children: <Posts /> },
    { key: 'people', label: '人员', children: <Persons /> },
    { key: 'covers', label: '代理', children: <Covers /> },
    { key: 'departments', label: '股室', children: <Departments /> },
  ];
  return (
    <Page title="机构人员" actions={actions}>
      <Tabs items={tabs} />
      {dialog === 'employ' && <PersonDialog close={() => setDialog(null)} />}
      {dialog === 'give' && <GiveDialog close={() => setDialog(null)} />}
      {dialog === 'cover' && <CoverDialog close={() => setDialog(null)} />}
      {dialog === 'department' && <DepartmentDialog close={() => setDialog(null)} />}
    </Page>
  );
}

const HANDED_ON = '等待其办理的事项届时转由现任或代理人员办理；无人担任的职务报局长落实人选。';

function Posts() {
  const posts = useAnswer<readonly PostRow[]>('/api/posts');
  const words = useOfficeWords();
  const [ending, setEnding] = useState<Ending | null>(null);
  const end = (post: string, one: HoldingRow) =>
    setEnding({ title: `${one.name}不再担任${words(post)}`, path: `/api/holdings/${one.holdingId}/end`, field: 'until', help: HANDED_ON });
  const holders = (row: PostRow) =>
    row.collective
      ? '集体'
      : row.holdings.map((one) => (
          <div key={one.holdingId}>
            {one.name}
            {one.department === null ? '' : `（${one.department}）`}{' '}
            <span className="quiet">
              {one.from}起{one.until === null ? '' : `至${one.until}前`}
            </span>
            {one.until === null && (
              <Button type="link" size="small" onClick={() => end(row.post, one)}>
                免职
              </Button>
            )}
          </div>
        ));
  return (
    <>
      {ending !== null && <EndDialog ending={ending} close={() => setEnding(null)} />}
      <Table
        size="middle"
        rowKey="post"
        loading={posts.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[...(posts.data ?? [])]}
        columns={[
          { title: '职务', dataIndex: 'post', render: words },
          { title: '上级', dataIndex: 'superior' },
          { title: '独任', dataIndex: 'sole', render: (sole: boolean) => (sole ? '是' : '') },
          { title: '任职人员', render: (_: unknown, row: PostRow) => holders(row) },
        ]}
      />
    </>
  );
}

function Persons() {
  const people = useAnswer<readonly PersonRow[]>('/api/people');
  const words = useOfficeWords();
  const [ending, setEnding] = useState<Ending | null>(null);
  const [moving, setMoving] = useState<PersonRow | null>(null);
  const department = (row: PersonRow) => (
    <>
      {row.department}{' '}
      {row.leftOn === null && (
        <Button type="link" size="small" onClick={() => setMoving(row)}>
          调整
        </Button>
      )}
    </>
  );
  const [leaver, setLeaver] = useState<PersonRow | null>(null);
  const leave = (row: PersonRow) =>
    row.leftOn === null ? (
      <Button
        type="link"
        size="small"
        onClick={() => setEnding({ title: `${row.name}离任`, path: `/api/people/${row.personId}/leave`, field: 'leftOn', help: HANDED_ON })}
      >
        登记离任
      </Button>
    ) : (
      <>
        {row.leftOn}{' '}
        <Button type="link" size="small" onClick={() => setLeaver(row)}>
          交接清单
        </Button>
      </>
    );
  return (
    <>
      {moving !== null && <TransferDialog person={moving} close={() => setMoving(null)} />}
      {ending !== null && <EndDialog ending={ending} close={() => setEnding(null)} />}
      {leaver !== null && <HandoverDialog person={leaver} close={() => setLeaver(null)} />}
      <Table
        size="middle"
        rowKey="personId"
        loading={people.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[...(people.data ?? [])]}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '股室', render: (_: unknown, row: PersonRow) => department(row) },
          { title: '职级', dataIndex: 'rank' },
          { title: '现任职务', dataIndex: 'posts', render: (held: readonly string[]) => words(held.join('、')) },
          { title: '到任', dataIndex: 'joinedOn' },
          { title: '离任', render: (_: unknown, row: PersonRow) => leave(row) },
        ]}
      />
    </>
  );
}

function Covers() {
  const covers = useAnswer<readonly CoverRow[]>('/api/covers');
  const kinds = useAnswer<readonly MatterKindInfo[]>('/api/matter-kinds');
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
      <Table
        size="middle"
        rowKey="coverId"
        loading={covers.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[...(covers.data ?? [])]}
        columns={[
          { title: '职务', dataIndex: 'post' },
          { title: '委托人', dataIndex: 'absent' },
          { title: '代理人', dataIndex: 'cover' },
          { title: '起', dataIndex: 'from' },
          { title: '止（不含）', dataIndex: 'until' },
          { title: '范围', render: (_: unknown, row: CoverRow) => reach(row) },
          { title: '事由', dataIndex: 'reason' },
          { title: '办理', render: (_: unknown, row: CoverRow) => state(row) },
        ]}
      />
    </>
  );
}

function usePostOptions() {
  const posts = useAnswer<readonly PostRow[]>('/api/posts');
  const words = useOfficeWords();
  return (posts.data ?? []).filter((one) => !one.collective).map(({ post }) => ({ value: post, label: words(post) }));
}

function GiveDialog({ close }: { readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const me = useMe();
  const give = ({ post, ...body }: { readonly post: string }): void =>
    deed.mutate({ path: `/api/posts/${encodeURIComponent(post)}/give`, body }, { onSuccess: close });
  return (
    <Modal open title="登记任职" onCancel={close} onOk={() => form.submit()} okText="登记" cancelText="取消" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={give} initialValues={{ from: me.data?.today }}>
        <Form.Item label="职务" name="post" rules={[{ required: true, message: '请选择职务' }]}>
          <Select options={usePostOptions()} />
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
    </Modal>
  );
}

function CoverDialog({ close }: { readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const kinds = useAnswer<readonly MatterKindInfo[]>('/api/matter-kinds');
  return (
    <Modal open title="委托代理" onCancel={close} onOk={() => form.submit()} okText="委托" cancelText="取消" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={(body: object) => deed.mutate({ path: '/api/covers', body }, { onSuccess: close })}>
        <Form.Item label="职务" name="post" rules={[{ required: true, message: '请选择职务' }]}>
          <Select options={usePostOptions()} />
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
    </Modal>
  );
}
