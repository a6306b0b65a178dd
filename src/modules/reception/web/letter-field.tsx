import { Form, Select } from 'antd';
import type { RegisterPage } from '../../../platform/registers/contract.ts';
import { Answered } from '../../../web/kit/answered.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { rowsOf } from '../../../web/kit/rows-of.ts';

type Letters = RegisterPage['rows'];

/** 来函登记号: picking a letter fills in activity, unit and names as far as they stand in it. */
export function LetterField({ value, onChange }: KindForm) {
  const number = typeof value['letterNumber'] === 'string' && value['letterNumber'] !== '' ? value['letterNumber'] : null;
  return (
    <Form.Item label="来函登记号" htmlFor="field-letterNumber" extra="先在“登记”中办理来函登记；没有公函的，登记邀请函或者会议通知">
      <Answered<RegisterPage> path="/api/registers/reception-letter">
        {({ rows }) => (
          <Select
            id="field-letterNumber"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="请选择已登记的来函"
            value={number}
            options={rows.map((one) => ({ value: String(one['number']), label: `${String(one['number'])} ${String(one['unit'])} ${String(one['activity'])}` }))}
            onChange={(picked: string | undefined) => onChange(takenOver(value, { number: picked, letters: rows }))}
          />
        )}
      </Answered>
    </Form.Item>
  );
}

function takenOver(value: KindForm['value'], { number, letters }: { readonly number: string | undefined; readonly letters: Letters }): KindForm['value'] {
  const letter = letters.find((one) => one['number'] === number);
  if (letter === undefined) return { ...value, letterNumber: '' };
  const people = typeof letter['people'] === 'string' ? letter['people'] : '';
  const names = people === '' || people.endsWith('人') ? [] : people.split('、');
  return {
    ...value,
    letterNumber: number,
    ...(value['activity'] === undefined && { activity: letter['activity'] }),
    ...(rowsOf(value, 'guests').length === 0 && { guests: names.map((name) => ({ name, unit: letter['unit'], post: '', rank: '科级及以下', area: '' })) }),
  };
}
