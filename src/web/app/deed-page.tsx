import { useParams } from '@tanstack/react-router';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import type { VerbInfo } from '../../platform/http/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { SchemaFields, startOf, type Filled } from '../kit/schema-fields.tsx';

/** The form of one verb, made from the schema of its input. */
export function DeedPage() {
  const { verb = '' } = useParams({ strict: false });
  const verbs = useAnswer<readonly VerbInfo[]>('/api/verbs');
  return (
    <Loaded query={verbs}>
      {(list) => {
        const info = list.find((one) => one.verb === verb);
        return info === undefined ? <Nothing what="没有这项登记" /> : <Filling key={verb} info={info} />;
      }}
    </Loaded>
  );
}

function Filling({ info }: { readonly info: VerbInfo }) {
  const [form, setForm] = useState<Filled>(() => startOf(info.schema));
  const deed = useDeed<{ readonly result: Readonly<Record<string, unknown>> }>();
  const send = (): void => deed.mutate({ path: `/api/verbs/${info.verb}`, body: form }, { onSuccess: () => setForm(startOf(info.schema)) });
  const number = deed.data?.result['number'];
  return (
    <Page title={info.title}>
      <div className="card" style={{ maxWidth: 640 }}>
        <p className="quiet">由{info.who}办理</p>
        <Form layout="vertical" component="div">
          <SchemaFields schema={info.schema} value={form} onChange={setForm} path="" />
        </Form>
        {deed.isSuccess && (
          <Alert type="success" showIcon title={`已登记${typeof number === 'string' ? `，编号${number}` : ''}`} role="status" style={{ marginBottom: 12 }} />
        )}
        <ErrorAlert error={deed.error} />
        <Button type="primary" size="large" loading={deed.isPending} onClick={send} style={{ marginTop: 12 }}>
          登记
        </Button>
      </div>
    </Page>
  );
}
