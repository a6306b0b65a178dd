import { deedsOf, ok } from './deeds.ts';
import type { Answer, TestOffice } from './office.ts';

/** A matter of that sort the 局务会 of the culture bureau has decided; as it stands closed. */
export async function decidedTogether(office: TestOffice, { sort, day }: { readonly sort: string; readonly day: string }): Promise<Answer['body']> {
  const deeds = deedsOf(office);
  const form = { sort, title: `${sort}一项`, content: '按规定提请研究' };
  const { body } = await ok((await office.as('周静')).post('/api/matters', { kind: 'collective-matter', linkedMatterId: null, files: [], submit: true, form }));
  const resolution = {
    body: '局务会',
    metOn: day,
    item: form.title,
    agreed: true,
    minutesReference: `局务会纪要${body.matterId}号`,
    present: ['李国栋', '赵敏', '陈立'].map((name) => deeds.id(name)),
  };
  return (await ok((await office.as('冯涛')).post(`/api/matters/${body.matterId}/resolve`, { version: body.version, resolution }))).body;
}
