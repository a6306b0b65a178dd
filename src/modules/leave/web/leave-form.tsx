import { Checkbox, Form, Select } from 'antd';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { LEAVE_KINDS } from '../contract.ts';
import { PeriodFields } from './period-fields.tsx';

const SORTS = LEAVE_KINDS.filter((one) => one !== '公休假' && one !== '补休');

/** 机关工作人员病事假审批表. */
export default function LeaveForm(props: KindForm) {
  const { value, onChange, problems } = props;
  const sort = typeof value['leaveKind'] === 'string' ? value['leaveKind'] : null;
  return (
    <Form layout="vertical" component="div">
      <Form.Item label="请假类别" htmlFor="field-leaveKind" required {...(problems['leaveKind'] !== undefined && { validateStatus: 'error' as const })} help={problems['leaveKind']}>
        <Select id="field-leaveKind" placeholder="请选择" value={sort} options={SORTS.map((one) => ({ value: one, label: one }))} onChange={(picked: string) => onChange({ ...value, leaveKind: picked })} />
      </Form.Item>
      <PeriodFields {...props} />
      {sort === '病假' && <Checkbox checked={value['documentLater'] === true} onChange={(event) => onChange({ ...value, documentLater: event.target.checked })}>诊断证明随后补交</Checkbox>}
    </Form>
  );
}
