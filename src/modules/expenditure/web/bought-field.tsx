import { Button, Form, Input } from 'antd';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import type { ClaimForm } from '../contract-claim.ts';

type Line = Partial<ClaimForm['bought'][number]>;

/** 实际采购: held against the agreed list (FIN-03c). */
export function BoughtField({ value, onChange }: KindForm) {
  const lines = (value['bought'] as readonly Line[] | undefined) ?? []; // set below only
  const set = (index: number, part: Line): void => onChange({ ...value, bought: lines.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
      <legend>实际采购</legend>
      <p className="quiet">品名、规格与已同意的采购清单一致；清单以外的品项和数量须先补充清单。</p>
      {lines.map((line, index) => (
        <div key={index} className="card">
          <Form.Item label={`品名（第${index + 1}项）`} htmlFor={`bought-${index}`}><Input id={`bought-${index}`} value={line.item ?? ''} onChange={(event) => set(index, { item: event.target.value })} /></Form.Item>
          <Form.Item label="规格" htmlFor={`bought-specification-${index}`}><Input id={`bought-specification-${index}`} value={line.specification ?? ''} onChange={(event) => set(index, { specification: event.target.value })} /></Form.Item>
          <Form.Item label="数量" htmlFor={`bought-quantity-${index}`}><Input id={`bought-quantity-${index}`} type="number" min={1} value={line.quantity ?? 1} onChange={(event) => set(index, { quantity: Number(event.target.value) })} /></Form.Item>
          <Button onClick={() => onChange({ ...value, bought: lines.filter((_, at) => at !== index) })}>删除这一项</Button>
        </div>
      ))}
      <Button onClick={() => onChange({ ...value, bought: [...lines, { quantity: 1 }] })}>增加一项</Button>
    </fieldset>
  );
}
