import type { ActTx } from '../../platform/db/transaction.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { yuanInWords, fen } from '../../rules/money.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ReckonedLine } from './reckon.ts';
import { insertIncident, type NewIncident } from './store.ts';

const DISCIPLINE = '纪检领导';

/** What a claim holds that nobody may pay for, or beyond its limit: the person who ordered it bears it. */
export function incidentsIn(
  { lines }: { readonly lines: readonly ReckonedLine[] },
  { matterId, handlerId }: { readonly matterId: number; readonly handlerId: number },
): readonly NewIncident[] {
  return lines.flatMap(({ what, on, personal, ground, ordererId }) => {
    if (personal === 0 || ground.clause === null) return [];
    return [
      { matterId, clause: ground.clause, facts: `${on}${what}，${yuanInWords(fen(personal))}不得列支`, personId: ordererId ?? handlerId, amount: personal },
    ];
  });
}

/** 报告纪检领导: noted in the register, and told. */
export async function noteIncidents(
  tx: ActTx,
  incidents: readonly NewIncident[],
  { now, today }: { readonly now: Date; readonly today: CivilDate },
): Promise<void> {
  const [first] = incidents;
  if (first === undefined) return;
  for (const one of incidents) await insertIncident(tx, one, now);
  const sentence = `接待违规线索：${incidents.map((one) => one.facts).join('；')}。`;
  await notifyPosts(tx, { posts: [DISCIPLINE], on: today, sentence, subject: { kind: 'matter', id: first.matterId }, now });
}
