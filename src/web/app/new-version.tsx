import { UploadOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Upload } from 'antd';
import { useState } from 'react';
import type { AttachedFile } from '../../platform/matters/content.ts';
import { useDeed } from '../api/queries.ts';
import { FileDrop } from '../kit/file-drop.tsx';
import { Page } from '../kit/page.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';

/** 提交制度新版: the issued document beside the version the system is to follow. */
export function NewVersion() {
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly AttachedFile[]>([]);
  const deed = useDeed<{ readonly draftId: number }>();
  const navigate = useNavigate();
  const submit = (values: object): void =>
    deed.mutate(
      { path: '/api/regulations/drafts', body: { ...values, text, original: files[0]?.digest ?? '' } },
      { onSuccess: ({ draftId }) => void navigate({ to: '/regulations/drafts/$draftId', params: { draftId: String(draftId) } }) },
    );
  return (
    <Page title="提交制度新版">
      <section className="card">
        <p className="quiet">可先在制度页下载现行版本，改写“版本”“施行”和有关条款后提交。提交时逐条体检，有缺口、矛盾的不能提交；发布须由另一人办理。</p>
        <Form layout="vertical" onFinish={submit} style={{ maxWidth: 640 }}>
          <Form.Item label="发文机关" name="issuer" rules={[{ required: true, message: '请填写发文机关' }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item label="文号" name="documentNumber" rules={[{ required: true, message: '请填写文号' }]}>
            <Input maxLength={100} placeholder="文旅发〔2026〕3号" />
          </Form.Item>
          <Form.Item label="制度原件">
            <FileDrop evidence={['制度原件']} value={files} onChange={setFiles} />
          </Form.Item>
          <Form.Item label="规则文件（YAML）">
            <Upload
              accept=".yaml,.yml"
              maxCount={1}
              showUploadList={false}
              beforeUpload={(file) => {
                void file.text().then(setText);
                return false;
              }}
            >
              <Button icon={<UploadOutlined />}>选择文件</Button>
            </Upload>
            <Input.TextArea
              aria-label="规则文件内容"
              rows={14}
              value={text}
              onChange={(event) => setText(event.target.value)}
              style={{ marginTop: 8, fontFamily: 'monospace' }}
            />
          </Form.Item>
          <ErrorAlert error={deed.error} />
          <Button type="primary" htmlType="submit" loading={deed.isPending}>
            体检并提交
          </Button>
        </Form>
      </section>
    </Page>
  );
}
