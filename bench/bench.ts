import { benchDecide } from './decide.ts';
import { benchDatabase } from './database.ts';
import { benchSettle } from './settle.ts';

/** Prints ratios measured in one run, with the target of each. `npm run bench`; `npm run bench -- --large` fills ten million rows instead of one. */
const large = process.argv.includes('--large');
const rows = large ? '10m' : '1m';
const TARGETS: Readonly<Record<string, { readonly least?: number; readonly most?: number }>> = {
  decide_vs_hand_written: { least: 0.5 },
  decide_vs_zen_engine: { least: 100 },
  settle_30_day_trip_vs_bare_arithmetic: { least: 0.1 },
  approve_vs_sql_function_1: { least: 0.4 },
  approve_vs_sql_function_16: { least: 0.5 },
  log_append_vs_insert: { least: 0.8 },
  todo_of_leader_vs_primary_key: { most: 5 },
  register_page_vs_primary_key: { most: 5 },
  [`register_first_page_${rows}_vs_100k`]: { most: 2 },
  [`register_page_10000_keyset_${rows}_vs_100k`]: { most: 2 },
  register_page_staff_vs_auditor: { most: 2 },
  register_page_leader_vs_auditor: { most: 2 },
  attendance_month_500_people_vs_bare_aggregate: { most: 3 },
};

const found = { ...(await benchDecide()), ...(await benchSettle()), ...(await benchDatabase({ large })) };
const lines = Object.entries(found).map(([name, value]) => {
  const { least, most } = TARGETS[name] ?? {};
  const met = (least === undefined || value >= least) && (most === undefined || value <= most);
  return [
    name,
    {
      value: Math.round(value * 1_000) / 1_000,
      ...(least !== undefined && { least }),
      ...(most !== undefined && { most }),
      ...((least ?? most) !== undefined && { met }),
    },
  ];
});
console.log(JSON.stringify(Object.fromEntries(lines), null, 2));
