import { Button, Form, Input, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import { DEPARTMENT_KINDS, type DepartmentRow } from '../../platform/people/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { DayInput } from '../kit/day-input.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { EndDialog, type Ending } from './end-dialog.tsx';
import { useMe } from './me.ts';

/** 股室: those there are, and those that were. */
export function Departments() {
  const departments = useAnswer<readonly DepartmentRow[]>('/api/departments');
  const [ending, setEnding] = useState<Ending | null>(null);
  const end = ({ departmentId, name }: DepartmentRow): void =>
    setEnding({
      title: `撤销${name}`,
      path: `/api/departments/${departmentId}/end`,
      field: 'until',
      help: '还有人员、任职或在办事项的不能撤销；已办的事项和台账仍记在其名下。',
    });
  const until = (row: DepartmentRow) =>
    row.until === null ? (
      <Button type="link" size="small" onClick={() => end(row)}>
        撤销
      </Button>
    ) : (
      row.until
    );
  return (
    <>
      {ending !== null && <EndDialog ending={ending} close={() => setEnding(null)} />}
      <Table
        size="middle"
        rowKey="departmentId"
        loading={departments.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[...(departments.data ?? [])]}
        columns={[
          { title: '股室', dataIndex: 'name' },
          { title: '类别', dataIndex: 'kind' },
          { title: '设立', dataIndex: 'from' },
          { title: '撤销', render: (_: unknown, row: DepartmentRow) => until(row) },
        ]}
      />
    </>
  );
}

/** 新设股室. */
export function DepartmentDialog({ close }: { readonly close: () => void }) {
  const [form] = Form.useForm();
  const deed = useDeed();
  const me = useMe();
  return (
    <Modal open title="新设股室" onCancel={close} onOk={() => form.submit()} okText="登记" cancelText="取消" confirmLoading={deed.isPending}>
      <Form
        form={form}
        layout="vertical"
        onFinish={(body: object) => deed.mutate({ path: '/api/departments', body }, { onSuccess: close })}
        initialValues={{ kind: '股室', from: me.data?.today }}
      >
        <Form.Item label="名称" name="name" rules={[{ required: true, message: '请填写名称' }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item label="类别" name="kind" rules={[{ required: true, message: '请选择类别' }]}>
          <Select options={DEPARTMENT_KINDS.map((kind) => ({ value: kind, label: kind }))} />
        </Form.Item>
        <Form.Item label="设立日期" name="from" rules={[{ required: true, message: '请填写设立日期' }]}>
          <DayInput />
        </Form.Item>
      </Form>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
