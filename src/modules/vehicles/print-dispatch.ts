import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Moment } from '../../platform/act/verb.ts';
import { shanghai } from '../../platform/print/moment.ts';
import { typeset } from '../../platform/print/typeset.ts';
import type { World } from '../../platform/world.ts';
import { inForce } from '../../rules/rulebook.ts';
import type { Dispatch } from './dispatch-store.ts';

/** The table that asks for the lessor's signature stands under the clause he signs. */
const AGREEMENT = '租车协议';

const template = readFileSync(join(import.meta.dirname, 'dispatch.typ'), 'utf8');

/** 派车单 (VEH-02c): the notice for a car of the office, the slip for a hired one – with the clause the lessor signed (VEH-03d). */
export function printDispatch(
  world: Pick<World, 'folder' | 'rules'>,
  { dispatch, current, moment }: { readonly dispatch: Dispatch; readonly current: boolean; readonly moment: Moment },
): Promise<Buffer> {
  const own = dispatch.vehicleId !== null;
  const book = world.rules.bookOf(moment.actor.officeId);
  const lessor = book?.packs
    .filter((pack) => inForce(pack, moment.today))
    .map((pack) => pack.tables.get(AGREEMENT)?.rows[0]?.clause)
    .find((clause) => clause !== undefined);
  const wide = (title: string, text: string) => ({ title, text, wide: true });
  const half = (title: string, text: string) => ({ title, text, wide: false });
  const data = {
    office: book?.office.name ?? '',
    title: own ? '派车单' : '派车通知单',
    number: `${dispatch.number}${dispatch.version > 1 ? `（第${dispatch.version}版）` : ''}`,
    state: current ? '现行' : '已不再有效',
    cells: [
      half('车牌号', dispatch.plate),
      half('驾驶人', dispatch.driverName),
      half('出车时间', shanghai(dispatch.fromAt)),
      half('预计返回', shanghai(dispatch.untilAt)),
      wide('用车人', dispatch.user),
      wide('事由', dispatch.purpose),
      wide('路线', dispatch.route),
      half('用车申请', dispatch.request ?? ''),
      half('派车时间', shanghai(dispatch.issuedAt)),
      half('出车里程', ''),
      half('收车里程', ''),
    ],
    issuer: dispatch.issuedBy,
    notes: own || lessor === undefined ? [] : [lessor.text, lessor.reading ?? ''],
    printed: `${shanghai(moment.now)} ${moment.actor.name}`,
  };
  return typeset({ template, data }, join(world.folder, 'fonts'));
}
