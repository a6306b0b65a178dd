import { z } from 'zod';
import type { World } from '../world.ts';
import type { App } from './app.ts';
import { modulesOf } from '../modules.ts';
import { readAs } from './read-as.ts';
import { credentialOf } from './session.ts';
import type { VerbInfo } from './contract.ts';

/** GET /api/verbs: what the modules of the office can do, each with the JSON Schema of its form; what is done on a matter stands among its buttons. */
export function verbListRoute(app: App, world: World): void {
  const verbs: readonly VerbInfo[] = world.modules.flatMap(
    ({ module, verbs: own, matterActions = [] }) =>
      own.map(({ verb, input }) => ({
        verb: verb.name,
        title: verb.title,
        who: verb.who,
        module,
        onMatter: matterActions.some((action) => action.verb === verb.name),
        schema: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as VerbInfo['schema'],
      })), // an object schema, since every input is an object
  );
  app.get('/api/verbs', (request) =>
    readAs(world, credentialOf(request), async (tx, { today }) => {
      const own = modulesOf(world.modules, (question) => world.rules.knows({ officeId: tx.officeId, question, on: today })).map(({ module }) => module);
      return verbs.filter(({ module }) => own.includes(module));
    }),
  );
}
