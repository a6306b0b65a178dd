import type { World } from '../world.ts';
import { perform } from './answer.ts';
import type { App } from './app.ts';
import { requireOwnPage } from './session.ts';

/** POST /api/verbs/<name> for every verb of every module, and whatever else a module serves. */
export function moduleRoutes(app: App, world: World): void {
  for (const module of world.modules) {
    for (const { verb, input } of module.verbs) {
      app.post(`/api/verbs/${verb.name}`, { schema: { body: input, summary: verb.title } }, async (request, reply) => {
        requireOwnPage(request);
        const done = await perform(world, { request, reply }, { verb, input: request.body });
        return done === undefined ? reply : { result: done.done };
      });
    }
    module.routes?.(app, world);
  }
}
