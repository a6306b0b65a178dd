import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { act } from '../act/act.ts';
import type { Verb } from '../act/verb.ts';
import { notifyPosts } from '../notices/notify.ts';
import { AUDIT_OFFICER } from '../people/contract-officers.ts';
import type { World } from '../world.ts';

/** How a signed head leaves the machine. */
export type Way = '文件夹' | '邮件';

interface Undelivered {
  readonly day: CivilDate;
  readonly way: Way;
}

/** 报告封存记录未送达: the audit officer learns that nothing left the machine on a day, and what to do instead. */
export const reportUndeliveredVerb: Verb<Undelivered, null, Undelivered, { readonly told: true }> = {
  name: 'report-undelivered-head',
  title: '报告封存记录未送达',
  who: '系统',
  read: async () => null,
  decide: (_seen, input) => ({ yes: input }),
  write: async (tx, { day, way }, { now, today }) => {
    const subject = { kind: 'office', id: tx.officeId };
    const sentence = `${day}的留痕封存记录没有送到设定的${way}。请从“留痕核验”打印一份留存，并请系统管理员检查${way}的设置。`;
    return {
      result: { told: true },
      entry: { subject, detail: { day, way }, outcome: 'failed' },
      sent: [notifyPosts(tx, { posts: [AUDIT_OFFICER], on: today, sentence, subject, now })],
    };
  },
};

/** Once a day for each way. */
export async function tellUndelivered(world: World, { officeId, way }: { readonly officeId: number; readonly way: Way }): Promise<void> {
  const day = civilDayOf(world.clock());
  await act(world, {
    credential: { kind: 'system', officeId, job: 'deliver-heads' },
    verb: reportUndeliveredVerb,
    input: { day, way },
    key: `head-undelivered-${way === '邮件' ? 'mail' : 'folder'}-${day}`,
  });
}
