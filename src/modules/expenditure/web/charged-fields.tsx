import { Form } from 'antd';
import type { DepartmentRow } from '../../../platform/people/contract.ts';
import { Answered } from '../../../web/kit/answered.tsx';
import { ChoiceSelect } from '../../../web/kit/choice-select.tsx';
import { DepartmentSelect } from '../../../web/kit/department-select.tsx';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import { UNIT, type Choice } from '../contract-account.ts';

/** 列支站所室、专项 (FIN5-05b): whose account the money leaves; asked where the office keeps any. */
export function ChargedFields({ value, onChange, problems }: KindForm) {
  const idIn = (name: string): number | null => (typeof value[name] === 'number' ? value[name] : null);
  const item = (name: string) => ({
    htmlFor: `field-${name}`,
    help: problems[name],
    ...(problems[name] !== undefined && { validateStatus: 'error' as const }),
  });
  return (
    <>
      <Answered<readonly DepartmentRow[]> path="/api/departments">
        {(departments) =>
          departments.some((one) => one.kind === UNIT) && (
            <Form.Item label="列支站所室" {...item('unitId')} extra="从站所室分户列支的填写；余额不足的不能列支">
              <DepartmentSelect id="field-unitId" of={UNIT} value={idIn('unitId')} onChange={(unitId) => onChange({ ...value, unitId })} />
            </Form.Item>
          )
        }
      </Answered>
      <Answered<readonly Choice[]> path="/api/projects">
        {(projects) =>
          projects.length > 0 && (
            <Form.Item label="专项" {...item('projectId')} extra="用专项资金的填写；专项资金只用于该专项">
              <ChoiceSelect
                id="field-projectId"
                path="/api/projects"
                value={idIn('projectId')}
                onChange={(projectId) => onChange({ ...value, projectId: projectId ?? null })}
              />
            </Form.Item>
          )
        }
      </Answered>
    </>
  );
}
