import type { TestOffice } from './office.ts';

/** What a key post asks for before somebody is given it: an approved sheet of the post, and a check that was passed (ICF-02.2b, ICF-03.2m). */
export async function clearForPost(
  office: TestOffice,
  { post, name, on }: { readonly post: string; readonly name: string; readonly on: string },
): Promise<void> {
  const [head, personnel] = [await office.as('李国栋'), await office.as('彭涛')];
  const people = office.culture.people;
  const sheet = {
    post,
    duties: '按岗位办理',
    powers: '本岗位',
    scope: '本岗位业务',
    forbidden: '兼任不相容职务',
    superior: '财务股',
    incompatible: '审批、保管',
    managerId: people.get('王建华'),
  };
  const check = { personId: people.get(name), post, qualified: true, inductionOn: on, note: '审查合格' };
  for (const answer of [await head.post('/api/verbs/approve-post-sheet', sheet), await personnel.post('/api/verbs/check-for-post', check)]) {
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  }
}
