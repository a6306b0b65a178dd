import { Form, Modal } from 'antd';
import { useState } from 'react';
import type { VerbInfo } from '../../platform/http/contract.ts';
import type { Matter } from '../../platform/matters/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { MayButton } from '../kit/may-button.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { SchemaFields, startOf, type Filled } from '../kit/schema-fields.tsx';

/** Payment has a form of its own. */
const OWN_FORM = ['pay'];

/** What its module does with an approved matter: a button each, the form made from the schema of the verb. */
export function ModuleActions({ matter }: { readonly matter: Matter }) {
  const verbs = useAnswer<readonly VerbInfo[]>('/api/verbs');
  const [open, setOpen] = useState<VerbInfo | null>(null);
  const offered = verbs.data?.filter((one) => one.onMatter && one.verb in matter.may && !OWN_FORM.includes(one.verb)) ?? [];
  return (
    <>
      {offered.map((one) => (
        <MayButton key={one.verb} may={matter.may[one.verb]} onClick={() => setOpen(one)}>
          {one.title}
        </MayButton>
      ))}
      {open !== null && <ActionDialog info={open} matterId={matter.matterId} close={() => setOpen(null)} />}
    </>
  );
}

function ActionDialog({ info, matterId, close }: { readonly info: VerbInfo; readonly matterId: number; readonly close: () => void }) {
  const { matterId: _given, ...properties } = info.schema.properties ?? {};
  const schema = { ...info.schema, properties };
  const [form, setForm] = useState<Filled>(() => startOf(schema));
  const deed = useDeed();
  const send = (): void => deed.mutate({ path: `/api/verbs/${info.verb}`, body: { ...form, matterId } }, { onSuccess: close });
  return (
    <Modal open title={info.title} onCancel={close} onOk={send} okText={info.title} cancelText="取消" confirmLoading={deed.isPending}>
      <Form layout="vertical" component="div">
        <SchemaFields schema={schema} value={form} onChange={setForm} path={`${info.verb}-`} />
      </Form>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
