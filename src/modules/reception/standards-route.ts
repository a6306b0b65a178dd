import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import { standardsOn } from './background.ts';
import { RANKS, ROOM_TYPES, type Rank } from './contract.ts';
import type { RankStandard } from './contract-standards.ts';

const NOBODY: Readonly<Record<Rank, number>> = { 省部级: 0, 厅局级: 0, 处级: 0, 科级及以下: 0 };

/** GET /api/reception-standards: what each rank may eat and lodge for, shown at the fields of the form. */
export function standardsRoute(app: App, world: World): void {
  app.get('/api/reception-standards', { config: { business: false } }, (request) =>
    readAs(world, credentialOf(request), async (tx, { today }): Promise<readonly RankStandard[]> => {
      if (!world.rules.knows({ officeId: tx.officeId, question: '用餐核定', on: today })) return [];
      const standards = standardsOn(world.rules, { officeId: tx.officeId, on: today });
      return RANKS.map((rank) => {
        const rooms = ROOM_TYPES.map((roomType) => ({ roomType, ...standards.room({ occasion: '公务接待', rank, roomType, occupants: 1, amount: 0 }) }));
        return {
          rank,
          meal: standards.table({ occasion: '公务接待', guests: { ...NOBODY, [rank]: 1 }, hosts: NOBODY, amount: 0 }).ceiling,
          lodging: rooms[0]?.ceiling ?? 0,
          roomTypes: rooms.filter((one) => !one.aboveRank).map((one) => one.roomType),
        };
      });
    }));
}
