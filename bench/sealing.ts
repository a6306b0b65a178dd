import type { Pool } from 'pg';
import { remarkVerb } from '../src/platform/matters/remark.ts';
import { castOf, stage } from '../src/sample/cast.ts';
import { submit } from '../src/sample/drive.ts';
import { openWorld } from '../src/world.ts';
import { median } from './measure.ts';

const CLIENTS = 16;
const ACTS = 60;
const ROUNDS = 3;

/** Acts of sixteen people, each on a matter of his own, with sealing on against off; then how long an entry waited for its signed head, and whether one waits still. */
export async function benchSealing(url: string, { owner, data }: { readonly owner: Pool; readonly data: string }) {
  const open = await openWorld({ url, folder: data, connections: CLIENTS });
  const { rows: staff } = await owner.query<{ officeId: number; name: string; personId: number }>(
    `select office_id as "officeId", p.name, person_id as "personId" from person p join office o using (office_id) where o.key = '文旅局'`,
  );
  const office = {
    officeId: staff[0]?.officeId ?? 0,
    people: new Map(staff.map(({ name, personId }) => [name, personId])),
    departments: new Map<string, number>(),
  };
  const cast = castOf(stage(open.world), office);
  const deaf = castOf({ ...stage(open.world), committed: () => undefined }, office);
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 600_000, paymentMethod: '公务卡', plannedOn: '2026-11-24' };
  const matters = await Promise.all(
    Array.from({ length: CLIENTS }, () => submit(cast, '沈明', { content: { kind: 'spending-request', form, linkedMatterId: null }, digest: null })),
  );
  const rate = async (whose: typeof cast): Promise<number> => {
    const started = performance.now();
    await Promise.all(
      matters.map(async (matterId) => {
        for (let act = 0; act < ACTS; act += 1) {
          whose.world.setClock(new Date());
          await whose.perform('沈明', remarkVerb(), { matterId, version: 1, text: `第${act}条` });
        }
      }),
    );
    return (CLIENTS * ACTS * 1_000) / (performance.now() - started);
  };
  await rate(deaf);
  await open.sealer.settle();
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sealed = await rate(cast);
    await open.sealer.settle();
    ratios.push(sealed / (await rate(deaf)));
    open.sealer.wake(office.officeId);
    await open.sealer.settle();
  }
  await rate(cast);
  await open.sealer.settle();
  const {
    rows: [told],
  } = await owner.query<{ unsealed: number; p99: number }>(
    `
    with newest as (select l.entry_id, l.at, f.leaf_index from log_entry l left join log_leaf f using (office_id, entry_id) where l.office_id = $1 order by l.entry_id desc limit $2)
    select (select count(*)::int from log_entry l where l.office_id = $1 and not exists (select from log_leaf f where f.office_id = l.office_id and f.entry_id = l.entry_id)) as unsealed,
      (select percentile_cont(0.99) within group (order by extract(epoch from c.at - n.at)) from newest n cross join lateral (
        select at from log_checkpoint c where c.office_id = $1 and c.size > n.leaf_index order by size limit 1) c) as p99`,
    [office.officeId, CLIENTS * ACTS],
  );
  await open.close();
  return { acts_with_sealing_vs_without: median(ratios), sealed_after_seconds_p99: told?.p99 ?? Infinity, entries_unsealed: told?.unsealed ?? Infinity };
}
