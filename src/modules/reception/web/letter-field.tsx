import { Form, Select } from 'antd';
import type { RegisterPage } from '../../../platform/registers/contract.ts';
import { useAnswer } from '../../../web/api/queries.ts';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { rowsOf } from './rows-of.ts';

/** 来函登记号: picking a letter fills in activity, unit and names as far as they stand in it. */
export function LetterField({ value, onChange }: KindForm) {
  const { data } = useAnswer<RegisterPage>('/api/registers/reception-letter');
  const letters = data?.rows ?? [];
  const pick = (number: string | undefined): void => {
    const letter = letters.find((one) => one['number'] === number);
    const begun = rowsOf(value, 'guests').length > 0;
    const people = typeof letter?.['people'] === 'string' ? letter['people'] : '';
    const names = people === '' || people.endsWith('人') ? [] : people.split('、');
    onChange({
      ...value, letterNumber: number ?? '',
      ...(letter !== undefined && value['activity'] === undefined && { activity: letter['activity'] }),
      ...(letter !== undefined && !begun && { guests: names.map((name) => ({ name, unit: letter['unit'], post: '', rank: '科级及以下', area: '' })) }),
    });
  };
  return (
    <Form.Item label="来函登记号" htmlFor="field-letterNumber" help="先在“登记”中办理来函登记；没有公函的，登记邀请函或者会议通知">
      <Select id="field-letterNumber" allowClear showSearch={{ optionFilterProp: 'label' }} placeholder="请选择已登记的来函" value={value['letterNumber'] === '' ? null : ((value['letterNumber'] as string | undefined) ?? null)} options={letters.map((one) => ({ value: String(one['number']), label: `${String(one['number'])} ${String(one['unit'])} ${String(one['activity'])}` }))} onChange={pick} />
    </Form.Item>
  );
}
