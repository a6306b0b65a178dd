import { UploadOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Tag, Upload } from 'antd';
import { useState } from 'react';
import type { KeptFile } from '../../platform/files/store.ts';
import type { ImportBatch, ImportInfo, ImportPage } from '../../platform/imports/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { upload } from '../api/request.ts';
import { moment } from '../kit/formats.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { WideTable } from '../kit/wide-table.tsx';

export const BATCH_STATES: Readonly<Record<ImportBatch['state'], { readonly title: string; readonly colour: string }>> = {
  staged: { title: '待确认', colour: 'gold' },
  accepted: { title: '已导入', colour: 'green' },
  discarded: { title: '已放弃', colour: 'default' },
};

/** 导入旧台账: a file in, every line with its verdict out; nothing stands in a register before it is confirmed. */
export function Imports() {
  const page = useAnswer<ImportPage>('/api/imports');
  return (
    <Page title="导入旧台账">
      <p className="quiet">上传旧台账（xlsx或csv），逐行按当时的制度判定；确认之前不进入台账，导入的行注明出处。</p>
      <Loaded query={page}>
        {({ imports, batches }) =>
          imports.length === 0 ? (
            <Nothing what="没有由您管理、可以导入的台账" />
          ) : (
            <>
              {imports.map((one) => (
                <Kind key={one.register} info={one} />
              ))}
              <Batches batches={batches} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Kind({ info: { register, title, columns } }: { readonly info: ImportInfo }) {
  const deed = useDeed<{ readonly batchId: number }>();
  const navigate = useNavigate();
  const [failed, setFailed] = useState<Error | null>(null);
  const take = async (file: File): Promise<void> => {
    setFailed(null);
    try {
      const kept = await upload<KeptFile>(file);
      deed.mutate(
        { path: '/api/imports', body: { register, file: kept.digest } },
        { onSuccess: ({ batchId }) => void navigate({ to: '/imports/$batchId', params: { batchId: String(batchId) } }) },
      );
    } catch (error) {
      setFailed(error instanceof Error ? error : new Error('上传没有成功。'));
    }
  };
  return (
    <section className="card">
      <h2>{title}</h2>
      <p>
        须有的列：
        {columns
          .filter((one) => one.required)
          .map((one) => one.title)
          .join('、')}
        ；可以有：
        {columns
          .filter((one) => !one.required)
          .map((one) => one.title)
          .join('、') || '无'}
        。
      </p>
      <div className="actions">
        <Upload
          showUploadList={false}
          accept=".xlsx,.csv"
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button type="primary" icon={<UploadOutlined />} loading={deed.isPending}>
            上传{title}
          </Button>
        </Upload>
        <Button href={`/api/imports/templates/${register}`}>下载模板</Button>
      </div>
      <ErrorAlert error={failed ?? deed.error} />
    </section>
  );
}

function Batches({ batches }: { readonly batches: readonly ImportBatch[] }) {
  return (
    <WideTable<ImportBatch>
      label="导入批次明细"
      rowKey="batchId"
      pagination={false}
      dataSource={[...batches]}
      columns={[
        {
          title: '编号',
          render: (_: unknown, row) => (
            <Link to="/imports/$batchId" params={{ batchId: String(row.batchId) }}>
              {row.number}
            </Link>
          ),
        },
        { title: '台账', dataIndex: 'registerTitle' },
        { title: '状态', render: (_: unknown, row) => <Tag color={BATCH_STATES[row.state].colour}>{BATCH_STATES[row.state].title}</Tag> },
        { title: '行数', render: (_: unknown, row) => `可以导入${row.good}，有疑问${row.doubtful}，不能导入${row.bad}；已导入${row.taken}` },
        { title: '上传', render: (_: unknown, row) => `${row.stagedBy} ${moment(row.stagedAt)}` },
      ]}
    />
  );
}
