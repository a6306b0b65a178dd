import type { Decision } from '../../rules/decision.ts';
import { ClauseLink } from './clause-link.tsx';
import { withoutClause } from './formats.ts';

/** Why the rules answer as they do, one sentence a row that matched. */
export function Reasons({ decision }: { readonly decision: Decision }) {
  return (
    <ul className="reasons">
      {decision.reasons.map((reason) => (
        <li key={`${reason.table}/${reason.row}`}>
          {withoutClause(reason.sentence)} <ClauseLink clause={reason.clause} />
        </li>
      ))}
      {decision.notices.map((notice) => (
        <li key={notice.sentence} className="amber">
          提示：{notice.sentence} <ClauseLink clause={notice.clause} />
        </li>
      ))}
    </ul>
  );
}
