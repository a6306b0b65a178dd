import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { FieldSchema } from '../../platform/http/contract.ts';
import type { SecurityOverview } from '../../platform/sign-in/contract.ts';
import { useDeed } from '../api/queries.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { SchemaFields, type Filled } from '../kit/schema-fields.tsx';

/** 登录与账号设置: every number is the office's own; a change says why. */
export function PolicyForm({ overview }: { readonly overview: SecurityOverview }) {
  const [policy, setPolicy] = useState<Filled>({ ...overview.policy });
  const [reason, setReason] = useState('');
  const deed = useDeed();
  return (
    <section className="card" aria-label="登录与账号设置" style={{ maxWidth: 640 }}>
      <p className="quiet">以下各项由本单位自定，改动记入留痕。{overview.directory === null ? '' : `已接入${overview.directory}。`}</p>
      <Form layout="vertical" component="div">
        <SchemaFields schema={overview.schema as FieldSchema} value={policy} onChange={setPolicy} path="policy-" />
        <Form.Item label="改动事由" htmlFor="policy-reason" required>
          <Input id="policy-reason" value={reason} onChange={(event) => setReason(event.target.value)} />
        </Form.Item>
      </Form>
      {deed.isSuccess && <Alert type="success" showIcon title="已改定，自下次登录起执行" role="status" style={{ marginBottom: 12 }} />}
      <ErrorAlert error={deed.error} />
      <Button type="primary" loading={deed.isPending} onClick={() => deed.mutate({ path: '/api/security/policy', body: { policy, reason } })}>
        改定
      </Button>
    </section>
  );
}
