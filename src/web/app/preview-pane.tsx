import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import type { Preview } from '../../platform/matters/contract.ts';
import { send } from '../api/request.ts';
import { Reasons } from '../kit/reasons.tsx';
import { RefusalList } from '../kit/refusal-alert.tsx';
import { RouteLine } from '../kit/route-line.tsx';
import { WorksheetTable } from '../kit/worksheet-table.tsx';

/** What the rules say of a form as it stands, asked a moment after the last change, and again when it has just been refused. */
export function usePreview(kind: string, body: unknown, refused: Error | null): Preview | undefined {
  const [preview, setPreview] = useState<Preview>();
  const asked = JSON.stringify(body);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      void send<Preview>('POST', `/api/matter-kinds/${kind}/preview`, JSON.parse(asked)).then(
        (answer) => current && setPreview(answer),
        () => undefined,
      );
    }, 250);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [kind, asked, refused]);
  return preview;
}

/** Route, limits and clauses, beside the form. */
export function PreviewPane({ preview }: { readonly preview: Preview | undefined }) {
  return (
    <aside className="card sticky" aria-label="制度判定" aria-live="polite">
      <h2>按制度将这样办理</h2>
      {preview === undefined || preview.decision === null ? <p className="quiet">{unfinished(preview)}</p> : <Told preview={preview} />}
    </aside>
  );
}

function unfinished(preview: Preview | undefined): string {
  const [first] = preview?.problems ?? [];
  return first === undefined || first.path !== '' ? '填写各栏之后，这里显示审批路径、限额和依据条款。' : first.sentence;
}

function Told({ preview }: { readonly preview: Preview }) {
  return (
    <>
      {preview.refusals.length > 0 ? (
        <Alert type="warning" showIcon title="目前还不能受理" description={<RefusalList refusals={preview.refusals} />} />
      ) : (
        <Alert type="success" showIcon title="符合制度，可以提交" />
      )}
      {preview.worksheet !== null && <WorksheetTable worksheet={preview.worksheet} />}
      <h2>路径</h2>
      <RouteLine steps={preview.route} />
      <h2>依据</h2>
      {preview.decision !== null && <Reasons decision={preview.decision} />}
    </>
  );
}
