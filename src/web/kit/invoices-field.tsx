import { ISSUER_KINDS } from '../../platform/invoices/contract.ts';
import { Field } from './field.tsx';
import type { KindForm } from './kind-form.ts';
import { RowsField } from './rows-field.tsx';
import { rowsOf } from './rows-of.ts';

/** 票据: filled in by hand, or by itself from an electronic invoice handed in. */
export function InvoicesField({ value, onChange, problems }: KindForm) {
  return (
    <RowsField
      legend="票据"
      rows={rowsOf(value, 'invoices')}
      onChange={(invoices) => onChange({ ...value, invoices })}
      add="增加一张票据"
      start={() => ({ issuerKind: '税务发票' })}
      help="上传数电票（XML）后自动填写。"
    >
      {({ value: line, onChange: set }, index) => {
        const field = { value: line, onChange: set, problems, path: `invoices.${index}.` };
        return (
          <>
            <Field {...field} name="issuerKind" label={`票据种类（第${index + 1}张）`} kind={ISSUER_KINDS} required />
            <Field {...field} name="number" label="票据号码" kind="text" required />
            <Field {...field} name="date" label="开票日期" kind="day" required />
            <Field {...field} name="seller" label="开票单位" kind="text" required />
            <Field {...field} name="amount" label="价税合计（元）" kind="money" required />
            <Field {...field} name="tax" label="其中税额（元）" kind="money" />
          </>
        );
      }}
    </RowsField>
  );
}
