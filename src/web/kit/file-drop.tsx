import { DeleteOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useState } from 'react';
import type { AttachedFile } from '../../platform/matters/content.ts';
import type { InvoiceFacts } from '../../platform/files/invoice-xml.ts';
import type { KeptFile } from '../../platform/files/store.ts';
import { upload } from '../api/request.ts';
import { ErrorAlert } from './refusal-alert.tsx';

interface Props {
  /** What may be attached: 发票, 原始凭证影像 … */
  readonly evidence: readonly string[];
  readonly value: readonly AttachedFile[];
  readonly onChange: (files: readonly AttachedFile[]) => void;
  /** Told what an electronic invoice says of itself. */
  readonly onInvoice?: (invoice: InvoiceFacts) => void;
}

/** One place for each piece of evidence; files are handed in as they are chosen. */
export function FileDrop({ evidence, value, onChange, onInvoice }: Props) {
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState('');
  const take = async (name: string, file: File): Promise<void> => {
    setBusy(name);
    setError(null);
    try {
      const kept = await upload<KeptFile>(file);
      onChange([...value.filter((one) => one.digest !== kept.digest || one.evidence !== name), { evidence: name, digest: kept.digest, name: kept.name }]);
      if (kept.invoice !== null) onInvoice?.(kept.invoice);
    } catch (failed) {
      setError(failed instanceof Error ? failed : new Error('上传没有成功。'));
    } finally {
      setBusy('');
    }
  };
  return (
    <div className="files">
      {evidence.map((name) => (
        <div key={name} className="file-row">
          <Upload
            showUploadList={false}
            multiple
            beforeUpload={(file) => {
              void take(name, file);
              return false;
            }}
          >
            <Button icon={<UploadOutlined />} loading={busy === name}>{`上传${name}`}</Button>
          </Upload>
          {value
            .filter((one) => one.evidence === name)
            .map((one) => (
              <span key={one.digest} className="file">
                {one.name}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={`删除${one.name}`}
                  onClick={() => onChange(value.filter((other) => other !== one))}
                />
              </span>
            ))}
        </div>
      ))}
      <div className="quiet">可上传 PDF、OFD、XML（数电票）、JPG、PNG、Word、Excel、csv，每个不超过20MB。</div>
      <ErrorAlert error={error} />
    </div>
  );
}
