import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Form as AntForm, Skeleton } from 'antd';
import { Suspense, useState } from 'react';
import type { AttachedFile } from '../../platform/matters/content.ts';
import type { Matter, MatterKindInfo } from '../../platform/matters/contract.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { FileDrop } from '../kit/file-drop.tsx';
import { Nothing, Page } from '../kit/page.tsx';
import { SchemaFields, startOf as defaultsOf } from '../kit/schema-fields.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { FORMS } from './forms.ts';
import { PreviewPane, usePreview } from './preview-pane.tsx';

/** 发起: the paper form on the left, what the regulation makes of it on the right, before anything is submitted. */
export function NewMatter() {
  const { kind } = useParams({ strict: false });
  const { from, edit } = useSearch({ strict: false });
  const kinds = useAnswer<readonly MatterKindInfo[]>('/api/matter-kinds');
  const source = useAnswer<Matter>((edit ?? from) === undefined ? undefined : `/api/matters/${edit ?? from}`);
  const info = kinds.data?.find((one) => one.kind === kind);
  if (kinds.data === undefined) return <Skeleton active />;
  if (kind === undefined || info === undefined) return <Nothing what="本单位没有这类事项" />;
  if ((edit ?? from) !== undefined && source.data === undefined) return <Skeleton active />;
  return <Filling key={`${kind}/${edit ?? from ?? ''}`} kind={kind} info={info} source={source.data} editing={edit !== undefined} />;
}

/** What stands in the form already: everything when it is edited, what the matter it follows from hands on when it is begun. */
function startOf(source: Matter | undefined, { kind, editing }: { readonly kind: string; readonly editing: boolean }): Readonly<Record<string, unknown>> {
  if (source === undefined) return {};
  if (editing) return source.form as Readonly<Record<string, unknown>>; // the form of its own kind
  return source.next.find((one) => one.kind === kind)?.start ?? {};
}

interface Props {
  readonly kind: string;
  readonly info: MatterKindInfo;
  readonly source: Matter | undefined;
  readonly editing: boolean;
}

function Filling({ kind, info, source, editing }: Props) {
  const { title } = info;
  const [form, setForm] = useState(() => ({ ...defaultsOf(info.schema), ...startOf(source, { kind, editing }) }));
  const [files, setFiles] = useState<readonly AttachedFile[]>(() => (editing ? (source?.files ?? []) : []));
  const linkedMatterId = editing ? (source?.linked.find((one) => one.matterId < source.matterId)?.matterId ?? null) : (source?.matterId ?? null);
  const content = { kind, form, linkedMatterId, files: files.map(({ evidence, digest, name }) => ({ evidence, digest, name })) };
  const deed = useDeed<{ readonly matterId: number }>();
  const preview = usePreview(kind, { form, linkedMatterId, files: content.files, matterId: editing ? (source?.matterId ?? null) : null }, deed.error);
  const navigate = useNavigate();
  const send = (submit: boolean): void => {
    const after = {
      onSuccess: (matter: { readonly matterId: number }) => void navigate({ to: '/matters/$matterId', params: { matterId: String(matter.matterId) } }),
    };
    if (editing && source !== undefined)
      deed.mutate({ method: 'PUT', path: `/api/matters/${source.matterId}`, body: { ...content, submit, version: source.version } }, after);
    else deed.mutate({ path: '/api/matters', body: { ...content, submit } }, after);
  };
  const required = preview?.refusals.filter((one) => one.code.startsWith('evidence:')).map((one) => one.code.slice('evidence:'.length)) ?? [];
  const evidence = [...new Set([...(FORMS[kind]?.evidence ?? []), ...required, ...files.map((file) => file.evidence)])];
  const problems = Object.fromEntries(
    (deed.error !== null && 'fields' in deed.error ? (deed.error.fields as { path: string; sentence: string }[]) : []).map((one) => [one.path, one.sentence]),
  );
  const { form: Form, readInvoice } = FORMS[kind] ?? {};
  return (
    <Page title={editing ? `修改${title}` : title}>
      <div className="two">
        <div>
          <div className="card">
            {source !== undefined && !editing && (
              <p>
                依据：{source.number} {source.title}
              </p>
            )}
            <Suspense fallback={<Skeleton active />}>
              {Form === undefined ? (
                <AntForm layout="vertical" component="div">
                  <SchemaFields schema={info.schema} value={form} onChange={setForm} path="" />
                </AntForm>
              ) : (
                <Form value={form} onChange={setForm} problems={problems} />
              )}
            </Suspense>
          </div>
          <div className="card">
            <h2>附件</h2>
            <FileDrop
              evidence={evidence}
              value={files}
              onChange={setFiles}
              onInvoice={(invoice) => readInvoice !== undefined && setForm((filled) => readInvoice(filled, invoice))}
            />
          </div>
          <ErrorAlert error={deed.error} />
          <div className="actions" style={{ marginTop: 12 }}>
            <Button type="primary" size="large" loading={deed.isPending} onClick={() => send(true)}>
              提交
            </Button>
            <Button size="large" onClick={() => send(false)}>
              保存草稿
            </Button>
          </div>
        </div>
        <PreviewPane preview={preview} />
      </div>
    </Page>
  );
}
