import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import type { Answer } from '../../../test/office.ts';
import { openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
  paying.office.at('2026-03-13');
});
afterAll(() => paying.office.close());

const clerk = () => paying.office.as('沈明');
const openPosts = ({ body }: Answer): readonly string[] =>
  body.route.filter((step: { state: string }) => step.state === 'open').map((step: { post: string }) => step.post);

/** A claim the finance section has signed and the discipline leader has given back, as its handler finds it. */
async function givenBack(): Promise<Answer['body']> {
  const { body } = await ok(paying.claim(await clerk(), { amount: 30_000, day: '2026-03-12' }));
  await ok(paying.deeds.sign('吴芳', body.matterId));
  const leader = await paying.office.as('赵敏');
  const { version } = (await leader.get(`/api/matters/${body.matterId}`)).body;
  await ok(leader.post(`/api/matters/${body.matterId}/return`, { version, remark: '请核实' }));
  return (await (await clerk()).get(`/api/matters/${body.matterId}`)).body;
}

async function put(matter: Answer['body'], more: object = {}): Promise<Answer> {
  const { matterId, version, kind, form, files } = matter;
  const attached = files.map(({ evidence, digest, name }: { evidence: string; digest: string; name: string }) => ({ evidence, digest, name }));
  return ok((await clerk()).put(`/api/matters/${matterId}`, { version, kind, form, linkedMatterId: null, files: attached, submit: true, ...more }));
}

test('a claim given back and not changed goes on where it stood', async () => {
  expect(openPosts(await put(await givenBack()))).toEqual(['纪检领导']);
});

test('a changed claim starts again at 财务股 (FIN-02h)', async () => {
  const matter = await givenBack();
  expect(openPosts(await put(matter, { form: { ...matter.form, payee: '示范县另一家文印公司' } }))).toEqual(['财务股']);
});

test('and so does one changed by way of a draft', async () => {
  const matter = await givenBack();
  const saved = await put(matter, { form: { ...matter.form, payee: '示范县另一家文印公司' }, submit: false });
  expect(saved.body.state).toBe('returned');
  expect(openPosts(await ok((await clerk()).post(`/api/matters/${matter.matterId}/submit`, { version: saved.body.version })))).toEqual(['财务股']);
});

test('the image of an invoice that was replaced was signed by nobody', async () => {
  const matter = await givenBack();
  const digest = (await (await clerk()).upload('重拍.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
  expect(openPosts(await put(matter, { files: [{ evidence: '发票', digest, name: '重拍.pdf' }] }))).toEqual(['财务股']);
});
