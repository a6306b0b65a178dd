import { z } from 'zod';
import type { Verb } from '../act/verb.ts';
import type { World } from '../world.ts';
import { perform } from './answer.ts';
import type { App } from './app.ts';
import { requireOwnPage } from './session.ts';

/** POST /api/verbs/<name> for every verb of every module, and whatever else a module serves. */
export function moduleRoutes(app: App, world: World): void {
  for (const module of world.modules) {
    for (const { verb, input } of module.verbs) {
      // A verb's schema is the schema of its own input; the list of verbs forgets which.
      const own = { verb: verb as unknown as Verb<unknown, unknown, unknown, unknown>, input: input as z.ZodType };
      app.post(`/api/verbs/${own.verb.name}`, { schema: { body: own.input, summary: own.verb.title } }, async (request, reply) => {
        requireOwnPage(request);
        const done = await perform(world, { request, reply }, { verb: own.verb, input: request.body });
        return done === undefined ? reply : { result: done.done };
      });
    }
    module.routes?.(app, world);
  }
}
