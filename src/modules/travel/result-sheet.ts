import type { Worksheet } from '../../platform/matters/worksheet.ts';
import type { ClaimBackground } from './claim-background.ts';

/** 差旅费核算: every receipt with what the office pays, what the person bears, why and by which clause; first what the trip itself lacks. */
export function resultSheet({
  trip,
  settlement,
  irregular,
  restsOn,
}: Pick<ClaimBackground, 'trip' | 'settlement' | 'irregular' | 'restsOn'>): Worksheet | null {
  if (settlement.lines.length === 0) return null;
  const names = new Map(trip?.travellers.map((one) => [one.personId, one.name]));
  const sum = settlement.paid + settlement.personal;
  return {
    title: '差旅费核算',
    columns: [
      { title: '日期', type: 'text' },
      { title: '人员', type: 'text' },
      { title: '项目', type: 'text' },
      { title: '内容', type: 'text' },
      { title: '票据', type: 'money' },
      { title: '标准', type: 'money' },
      { title: '可报', type: 'money' },
      { title: '自理', type: 'money' },
    ],
    rows: [
      ...irregular.map(({ sentence, clause }) => ({ cells: ['', '', '出差手续', '', null, null, null, null], reason: sentence, clause })),
      ...settlement.lines.map((line) => ({
        cells: [line.on, names.get(line.personId) ?? '', line.item, line.what, line.amount, line.limit, line.paid, line.personal],
        reason: line.reason,
        clause: line.clause,
      })),
    ],
    note: restsOn,
    totals: ['合计', '', '', '', sum, null, settlement.paid, settlement.personal],
  };
}
