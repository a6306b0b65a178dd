import type { Facts } from '../decision.ts';
import type { RuleFunctions } from './compile-row.ts';
import { tableText, type AskedTable } from './compile-table.ts';
import { FunctionText } from './function-text.ts';
import { rootBranch, type Branch } from './gathered.ts';
import type { Telling } from './telling.ts';

/** Asks the tables of a question in order, telling `telling` of the rows that answer. @returns the branch they lead to. */
export type CompiledQuestion = (facts: Facts, telling: Pick<Telling, 'tell'>) => Branch;

/** Writes one function for all tables of a question. @throws RuleFault if a row names a function nobody provides. */
export function compileQuestion(tables: readonly AskedTable[], functions: RuleFunctions): CompiledQuestion {
  const text = new FunctionText();
  const root = text.given(rootBranch());
  return text.make(`(given, telling) => {
    let facts = given, at = ${root};
    ${tables.map((table) => tableText(text, table, functions)).join('\n')}
    telling.tell(at.rows, facts);
    return at;
  }`);
}
