import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import type { App } from '../http/app.ts';
import { LIMIT } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf } from '../http/session.ts';
import { noteView } from '../log/view.ts';
import { registerOf } from '../modules.ts';
import type { World } from '../world.ts';
import { exportRegister, printRegister } from './export.ts';
import { readRegister, type RegisterFilters } from './read-register.ts';
import type { Register } from './register.ts';
import { mayOpen, noteUse } from './use-register.ts';

const params = z.object({ register: z.string().max(60) });
const query = z.record(z.string().max(60), z.string().max(200));

/** /api/registers: one set of routes for every 台账. */
export function registerRoutes(app: App, world: World): void {
  const find = (name: string): Register => {
    const found = registerOf(world.modules, name);
    if (found === undefined) throw new Failure('not-found', '没有这个台账。');
    return found;
  };
  const look = async (
    request: FastifyRequest,
    { register, title, looksLogged }: Register,
    how: '' | '导出' | '打印',
    filters: RegisterFilters,
  ): Promise<void> => {
    if (looksLogged === true) await noteView(world, credentialOf(request), { view: `${title}${how}`, filter: { register, ...filters } });
  };
  app.get('/api/registers', (request) =>
    readAs(world, credentialOf(request), async (tx, { actor, today }) =>
      world.modules.flatMap(({ module, registers }) =>
        registers
          .filter(
            (one) => mayOpen(one, actor) && (one.question === undefined || world.rules.knows({ officeId: tx.officeId, question: one.question, on: today })),
          )
          .map(({ register, title, columns, accounting = false }) => ({ register, title, module, columns, accounting })),
      ),
    ),
  );
  app.get('/api/registers/:register', { schema: { params, querystring: query } }, async (request) => {
    const { after = null, ...filters } = request.query;
    const register = find(request.params.register);
    if (after === null) await noteUse(world, credentialOf(request), { register, how: '查看', purpose: '' });
    const page = await readAs(world, credentialOf(request), (tx, { actor }) => readRegister(tx, { register, filters, after, limit: LIMIT, actor }));
    await look(request, register, '', filters);
    return page;
  });
  app.get('/api/registers/:register/export.xlsx', { schema: { params, querystring: query } }, async (request, reply) => {
    const { purpose = '', ...filters } = request.query;
    const register = find(request.params.register);
    await noteUse(world, credentialOf(request), { register, how: '导出', purpose: purpose.trim() });
    const bytes = await readAs(world, credentialOf(request), (tx, moment) => exportRegister(tx, { register, filters, moment, purpose }));
    await look(request, register, '导出', filters);
    const name = encodeURIComponent(`${register.title}.xlsx`);
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(bytes);
  });
  app.get('/api/registers/:register/print.pdf', { schema: { params, querystring: query } }, async (request, reply) => {
    const { purpose = '', ...filters } = request.query;
    const register = find(request.params.register);
    await noteUse(world, credentialOf(request), { register, how: '打印', purpose: purpose.trim() });
    const pdf = await readAs(world, credentialOf(request), (tx, moment) => {
      const office = world.rules.bookOf(tx.officeId)?.office.name ?? '';
      return printRegister(tx, { register, filters, moment, purpose, office, folder: world.folder });
    });
    await look(request, register, '打印', filters);
    return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf);
  });
}
