import { deedsOf } from './deeds.ts';
import type { Answer, TestOffice } from './office.ts';

/** The 局务会 of the culture bureau agrees to a matter that is before it, and 冯涛 records it; what was answered. */
export async function agreedInMeeting(office: TestOffice, matterId: number, metOn: string): Promise<Answer> {
  const deeds = deedsOf(office);
  const general = await office.as('冯涛');
  const { body } = await general.get(`/api/matters/${matterId}`);
  const present = ['李国栋', '王建华', '赵敏', '陈立', '孙丽'].map((name) => deeds.id(name));
  return general.post(`/api/matters/${matterId}/resolve`, {
    version: body.version,
    resolution: { body: '局务会', metOn, item: body.title, agreed: true, amount: body.amount, minutesReference: '局务会纪要6号', present },
  });
}
