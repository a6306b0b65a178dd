import { Link } from '@tanstack/react-router';
import type { ClauseRef } from '../../rules/decision.ts';

/** 《财务财物管理制度》二, leading to the clause on its law page. */
export function ClauseLink({ clause }: { readonly clause: ClauseRef | null }) {
  if (clause === null) return null;
  return (
    <Link to="/regulations/$title" params={{ title: clause.regulation }} search={{ version: clause.version }} hash={clause.id} className="clause">
      {`《${clause.regulation}》${/^[一二三四五六七八九十百]+$/.test(clause.clause) ? `第${clause.clause}条` : clause.clause}`}
    </Link>
  );
}
