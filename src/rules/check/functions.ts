import type { RuleFunctions } from '../decide/compile-row.ts';
import type { Finding } from '../finding.ts';
import { nearestHint } from '../nearest.ts';
import type { Pack } from '../pack/pack.ts';

/** Functions named under 计算 that no module provides. */
export function checkFunctions(pack: Pack, functions: RuleFunctions): readonly Finding[] {
  return [...pack.tables.values()].flatMap((table) =>
    table.rows.flatMap(({ answer, clause, path, position }): readonly Finding[] => {
      const name = answer.compute?.function;
      if (name === undefined || Object.hasOwn(functions, name)) return [];
      return [
        {
          check: 'reference',
          severity: 'error',
          sentence: `计算函数“${name}”不存在${nearestHint(name, Object.keys(functions))}；请由模块的rules.ts提供。`,
          place: pack.source.place([...path, '则', '计算', '函数']),
          clause: clause.ref.id,
          table: table.name,
          rows: [position],
        },
      ];
    }),
  );
}
