import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import type { MatterRouteStep, PreviewStep } from '../../platform/matters/contract.ts';
import { bothNames } from '../../rules/route/staff.ts';
import { besideInWords } from '../../rules/route/turn.ts';
import { ClauseLink } from './clause-link.tsx';
import { moment } from './formats.ts';

type Step = MatterRouteStep | PreviewStep;

function icon(step: Step): ReactNode {
  if (!('state' in step)) return <ClockCircleOutlined aria-label="将办理" />;
  if (step.state === 'done')
    return step.verdict === 'refused' ? <CloseCircleFilled className="red" aria-label="不同意" /> : <CheckCircleFilled className="green" aria-label="已办" />;
  if (step.state === 'open') return <ClockCircleOutlined className="amber" aria-label="办理中" />;
  return step.state === 'stuck' ? (
    <ExclamationCircleFilled className="red" aria-label="无人可办" />
  ) : (
    <MinusCircleOutlined className="grey" aria-label="未到" />
  );
}

const VERDICTS = { agreed: '同意', refused: '不同意', returned: '退回', noted: '已知会', dissented: '保留意见' } as const;

function people(step: Step): string {
  if ('actedBy' in step && step.actedBy !== null)
    return `${bothNames({ name: step.actedBy.name, coverFor: step.coverFor })}${step.authority === null ? '' : `（依${step.authority}）`}`;
  if (step.act === '决定') return '会议集体决定';
  return step.candidates.map(bothNames).join('、');
}

function besideOf(steps: readonly Step[], step: Step): ReactNode {
  const words = besideInWords(steps, step);
  return words === '' ? null : <span className="quiet">（{words}）</span>;
}

/** 路径: who acts, in which order, by which clause; who has acted, when and how; why somebody else acts. */
export function RouteLine({ steps }: { readonly steps: readonly Step[] }) {
  if (steps.length === 0) return <p className="quiet">不需要他人审批，提交后即生效。</p>;
  const items = steps.map((step) => ({
    key: step.step,
    icon: icon(step),
    content: (
      <div className="step">
        <div>
          <strong>{step.post}</strong> {step.act}
          {besideOf(steps, step)} <span className="who">{people(step)}</span>
          {'actedAt' in step && step.actedAt !== null && <span className="quiet"> {moment(step.actedAt)}</span>}
          {'verdict' in step && step.verdict !== null && <span> {VERDICTS[step.verdict]}</span>}
        </div>
        {'remark' in step && step.remark !== null && step.verdict !== 'noted' && <div className="remark">“{step.remark}”</div>}
        {step.post === step.askedPost && step.reasons.length > 0 && <div className="quiet">{step.reasons.join('；')}</div>}
        {step.post !== step.askedPost && (
          <div className="quiet">
            原应由{step.askedPost}办理：{step.reasons.join('；')}
          </div>
        )}
        {'state' in step && step.state === 'stuck' && <div className="red">没有人可以办理这一步，已报局长落实人选。</div>}
        <ClauseLink clause={step.clause} />
      </div>
    ),
  }));
  return <Timeline items={items} />;
}
