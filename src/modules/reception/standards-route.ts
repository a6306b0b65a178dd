import { z } from 'zod';
import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import { standardsOn } from './background.ts';
import { OCCASIONS, RANKS, ROOM_TYPES, type Rank } from './contract.ts';
import type { RankStandard } from './contract-standards.ts';

const NOBODY: Readonly<Record<Rank, number>> = { 省部级: 0, 厅局级: 0, 处级: 0, 科级及以下: 0 };

const asked = z.object({
  occasion: z.enum(OCCASIONS).default('公务接待'),
  area: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
});

/** GET /api/reception-standards: what each rank may eat and lodge for, as a guest from a place if one is named, shown at the fields of the form. */
export function standardsRoute(app: App, world: World): void {
  app.get('/api/reception-standards', { config: { business: false }, schema: { querystring: asked } }, (request) =>
    readAs(world, credentialOf(request), async (tx, { today }): Promise<readonly RankStandard[]> => {
      if (!world.rules.knows({ officeId: tx.officeId, question: '用餐核定', on: today })) return [];
      const { occasion, area } = request.query;
      const standards = standardsOn(world.rules, { officeId: tx.officeId, on: today });
      const [fed, lodged] = [area === undefined || standards.dining(occasion, area).permitted, area === undefined || standards.mayLodge(occasion, area)];
      return RANKS.map((rank) => {
        const rooms = ROOM_TYPES.map((roomType) => ({ roomType, ...standards.room({ occasion, rank, roomType, occupants: 1, amount: 0 }) }));
        return {
          rank,
          meal: fed ? standards.table({ occasion, guests: { ...NOBODY, [rank]: 1 }, hosts: NOBODY, amount: 0 }).ceiling : null,
          lodging: lodged ? (rooms[0]?.ceiling ?? 0) : null,
          roomTypes: rooms.filter((one) => !one.aboveRank).map((one) => one.roomType),
        };
      });
    }),
  );
}
