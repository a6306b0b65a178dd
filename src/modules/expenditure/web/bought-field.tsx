import { Field } from '../../../web/kit/field.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { RowsField } from '../../../web/kit/rows-field.tsx';
import { rowsOf } from '../../../web/kit/rows-of.ts';

/** 实际采购: held against the agreed list (FIN-03c). */
export function BoughtField({ value, onChange, problems }: KindForm) {
  return (
    <RowsField
      legend="实际采购"
      rows={rowsOf(value, 'bought')}
      onChange={(bought) => onChange({ ...value, bought })}
      add="增加一项"
      start={() => ({ quantity: 1 })}
      help="品名、规格与已同意的采购清单一致；清单以外的品项和数量须先补充清单。"
    >
      {({ value: line, onChange: set }, index) => {
        const field = { value: line, onChange: set, problems, path: `bought.${index}.` };
        return (
          <>
            <Field {...field} name="item" label={`品名（第${index + 1}项）`} kind="text" required />
            <Field {...field} name="specification" label="规格" kind="text" />
            <Field {...field} name="quantity" label="数量" kind="count" required />
          </>
        );
      }}
    </RowsField>
  );
}
