import { z } from 'zod';
import { holds, type Actor } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import { annualReport, reportAsDocx, reportAsPdf } from './annual-report.ts';
import { filesIn } from './completeness.ts';
import { coverageOf, samplesOf } from './coverage.ts';

const READERS = ['局长', '班子成员', '分管财务领导', '纪检领导', '财务股', '内审人员', '审计员'] as const;

function onlyReaders(actor: Actor): void {
  if (!READERS.some((post) => holds(actor, post))) throw new Failure('not-found', '内部控制情况由单位领导、财务股和内审人员查看。');
}

/** /api/control: coverage, samples, files of a month, the yearly report. */
export function controlRoutes(app: App, world: World): void {
  const { rules } = world;
  app.get('/api/control/coverage', (request) =>
    readAs(world, credentialOf(request), (tx, { actor, today }) => {
      onlyReaders(actor);
      return coverageOf(rules, tx, today);
    }),
  );
  app.get('/api/control/samples', (request) =>
    readAs(world, credentialOf(request), (tx, { actor }) => {
      onlyReaders(actor);
      return samplesOf(rules, tx);
    }),
  );
  app.get('/api/control/files', { schema: { querystring: z.object({ month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份应像2026-03') }) } }, (request) =>
    readAs(world, credentialOf(request), async (tx, { actor }) => {
      onlyReaders(actor);
      const files = await filesIn(rules, tx, request.query.month);
      const complete = files.filter((one) => one.missing.length === 0).length;
      return {
        files: files.length,
        complete,
        rate: files.length === 0 ? 100 : Math.round((complete * 1000) / files.length) / 10,
        incomplete: files.filter((one) => one.missing.length > 0),
      };
    }),
  );
  const asked = z.object({
    year: z.coerce.number({ error: '年度应为数字' }).int().min(2000).max(2100),
    format: z.enum(['json', 'docx', 'pdf'], { error: '格式为docx或pdf' }).default('docx'),
  });
  app.get('/api/control/annual-report', { schema: { querystring: asked } }, async (request, reply) => {
    const { year, format } = request.query;
    const report = await readAs(world, credentialOf(request), (tx, { actor, today }) => {
      onlyReaders(actor);
      return annualReport(rules, tx, { year, today });
    });
    if (format === 'json') return report;
    if (format === 'pdf')
      return reply
        .type('application/pdf')
        .header('content-disposition', 'inline')
        .send(await reportAsPdf(report, world.folder));
    const name = encodeURIComponent(`${year}年度内部控制报告.docx`);
    return reply
      .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(await reportAsDocx(report));
  });
}
