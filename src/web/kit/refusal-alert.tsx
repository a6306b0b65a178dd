import { Alert } from 'antd';
import type { RegulationInfo } from '../../platform/regulations/contract.ts';
import type { Refusal } from '../../rules/decision.ts';
import { useAnswer } from '../api/queries.ts';
import { Failed, Refused } from '../api/request.ts';
import { ClauseLink } from './clause-link.tsx';

/** Refusals as people read them: what, which clause, what would help. */
export function RefusalList({ refusals }: { readonly refusals: readonly Refusal[] }) {
  return (
    <ul className="refusals">
      {refusals.map((one) => (
        <li key={one.code + one.sentence}>
          <div>
            {one.sentence} <ClauseLink clause={one.clause} />
          </div>
          {one.whatWouldHelp.length > 0 && <div className="help">可以：{one.whatWouldHelp.join('；')}</div>}
          {one.clause !== null && <LegalBasis regulation={one.clause.regulation} version={one.clause.version} />}
        </li>
      ))}
    </ul>
  );
}

/** What the regulation itself rests on (FIN-00). */
function LegalBasis({ regulation, version }: Pick<RegulationInfo, 'version'> & { readonly regulation: string }) {
  const { data = [] } = useAnswer<readonly RegulationInfo[]>('/api/regulations');
  const found = data.find((one) => one.title === regulation && one.version === version);
  return found === undefined || found.legalBasis.length === 0 ? null : <div className="quiet">该制度的上位依据：{found.legalBasis.join('、')}</div>;
}

/** Whatever went wrong with a deed. Nothing is shown while there is nothing wrong. */
export function ErrorAlert({ error }: { readonly error: Error | null }) {
  if (error === null) return null;
  if (error instanceof Refused) return <Alert type="warning" showIcon title="不予办理" description={<RefusalList refusals={error.refusals} />} role="alert" />;
  const help = error instanceof Failed ? error.whatWouldHelp : [];
  const fields = error instanceof Failed ? error.fields : [];
  const lines = [...fields.map((field) => field.sentence), ...help.map((one) => `可以：${one}`)];
  return (
    <Alert
      type="error"
      showIcon
      title={error.message}
      description={lines.length === 0 ? undefined : lines.map((line) => <div key={line}>{line}</div>)}
      role="alert"
    />
  );
}
