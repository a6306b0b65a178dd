import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { act } from '../../platform/act/act.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import type { World } from '../../platform/world.ts';
import { reportAsDocx, reportAsPdf } from './annual-report.ts';
import { exportLeaderVerb, leaderReport } from './leaders.ts';

const MEDIA = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' } as const;
const asked = z.object({
  personId: z.coerce.number({ error: '请选择人员' }).int().positive('请选择人员'),
  year: z.coerce.number({ error: '年度应为数字' }).int().min(2000).max(2100),
  quarter: z.coerce.number({ error: '季度应为1至4' }).int().min(1).max(4),
  format: z.enum(['docx', 'pdf'], { error: '格式为docx或pdf' }).default('docx'),
});

/** /api/control/leader-overview: the head's overview as a document for the county; who took it, and its digest, stand in the log before it is sent. */
export function leaderRoutes(app: App, { world, kinds }: { readonly world: World; readonly kinds: readonly AnyMatterKind[] }): void {
  app.get('/api/control/leader-overview', { schema: { querystring: asked } }, async (request, reply) => {
    const { format, ...ask } = request.query;
    const report = await readAs(world, credentialOf(request), (tx, { actor }) =>
      leaderReport(tx, { ask, actor, office: world.rules.bookOf(tx.officeId)?.office.name ?? '', kinds }),
    );
    if (report === undefined) throw new Failure('not-found', '没有这份领导干部情况，或者它不由您的职务查看。');
    const bytes = format === 'docx' ? await reportAsDocx(report) : await reportAsPdf(report, world.folder);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const taken = await act(world, { credential: credentialOf(request), verb: exportLeaderVerb, input: { ...ask, format, digest }, key: randomUUID() });
    if ('refused' in taken) throw new Failure('not-allowed', taken.refused.sentence);
    return reply
      .type(MEDIA[format])
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${report.title}.${format}`)}`)
      .send(bytes);
  });
}
