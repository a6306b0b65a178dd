import { Link } from '@tanstack/react-router';
import type { VerbInfo } from '../../platform/http/contract.ts';
import { useAnswer } from '../api/queries.ts';

/** What would help; where it names a deed in quotes – 办理“启用业务程序” – the name leads to its form. */
export function HelpLine({ text }: { readonly text: string }) {
  const named = /“([^”]+)”/.exec(text)?.[1];
  return named === undefined ? <>{text}</> : <Leading text={text} named={named} />;
}

function Leading({ text, named }: { readonly text: string; readonly named: string }) {
  const { data = [] } = useAnswer<readonly VerbInfo[]>('/api/verbs');
  const verb = data.find((one) => one.title === named && !one.onMatter)?.verb;
  if (verb === undefined) return <>{text}</>;
  const [before, after] = text.split(`“${named}”`);
  return (
    <>
      {before}
      <Link to="/deeds/$verb" params={{ verb }}>{`“${named}”`}</Link>
      {after}
    </>
  );
}
