import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMailServer } from '../../../test/mail-server.ts';
import { printedText } from '../../../test/printed.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { readAs } from '../http/read-as.ts';
import { readCheckpoint } from './checkpoint.ts';
import { deliverHead, headDelivery } from './deliver-heads.ts';
import { headOnPaper } from './print-head.ts';

let office: TestOffice;
let folder: string;
beforeAll(async () => {
  office = await openTestOffice();
  await office.as('沈明'); // a sign-in is an act
  await office.sealed();
  folder = await mkdtemp(join(tmpdir(), 'guiju-heads-'));
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

const neverFails = (error: unknown): void => {
  throw error;
};

test('the newest signed head is kept in a folder, once for each size, and verifies by the key of the office', async () => {
  const { officeId } = office.culture;
  const delivery = headDelivery({ GUIJU_HEADS_FOLDER: folder }, neverFails);
  await deliverHead(office.open.world, officeId, delivery);
  await deliverHead(office.open.world, officeId, delivery);
  const [name = '', ...others] = await readdir(folder);
  expect(others).toEqual([]);
  const head = readCheckpoint(await readFile(join(folder, name), 'utf8'), office.open.world.signer.publicKey);
  expect(name).toBe(`文旅局-${head?.size}.txt`);
});

test('it goes by mail where a server and an address are set, and nowhere where they are not; what is attached is the head', async () => {
  const { officeId } = office.culture;
  const { url, mails, close } = await openMailServer();
  await deliverHead(office.open.world, officeId, headDelivery({ GUIJU_SMTP: url }, neverFails));
  expect(mails).toEqual([]);
  await deliverHead(office.open.world, officeId, headDelivery({ GUIJU_SMTP: url, GUIJU_HEADS_MAIL: 'audit@county.example' }, neverFails));
  close();
  const [mail] = mails;
  const [attached, ...others] = mail?.attachments ?? [];
  const head = readCheckpoint(attached?.bytes.toString('utf8') ?? '', office.open.world.signer.publicKey);
  expect(head).toMatchObject({ origin: 'guiju/文旅局' });
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    to: ['audit@county.example'],
    subject: `示范县文化旅游广电体育局留痕封存记录（共${head?.size}条）`,
    attachments: [{ name: `文旅局-${head?.size}.txt` }],
  });
});

test('a way that fails is told to the audit officer once a day, and keeps the other from nothing', async () => {
  const { officeId } = office.culture;
  const { url, mails, close } = await openMailServer({ answer: '550 nobody here' });
  const kept = await mkdtemp(join(folder, 'kept-'));
  const troubles: unknown[] = [];
  const delivery = headDelivery({ GUIJU_SMTP: url, GUIJU_HEADS_MAIL: 'gone@county.example', GUIJU_HEADS_FOLDER: kept }, (error) => troubles.push(error));
  await deliverHead(office.open.world, officeId, delivery);
  await deliverHead(office.open.world, officeId, delivery);
  close();
  expect(mails).toEqual([]);
  expect(await readdir(kept)).toHaveLength(1);
  expect(troubles).toHaveLength(2);
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  await deliverHead(
    office.open.world,
    officeId,
    headDelivery({ GUIJU_HEADS_FOLDER: join(file, 'below') }, (error) => troubles.push(error)),
  );
  const told = async (name: string) =>
    (await (await office.as(name)).get('/api/notices')).body.rows
      .map((row: { sentence: string }) => row.sentence)
      .filter((sentence: string) => sentence.includes('封存记录'));
  expect(await told('曾岚')).toEqual([expect.stringContaining('没有送到设定的文件夹'), expect.stringContaining('没有送到设定的邮件')]);
  expect(await told('沈明')).toEqual([]);
});

test('it is printed for whoever puts it away on paper, and what stands there, typed in again, is the head', async () => {
  const auditor = await office.as('曾岚');
  await office.sealed();
  const printed = await auditor.get('/api/log/checkpoint.pdf');
  const { checkpoint } = (await auditor.get('/api/log/checkpoint')).body;
  const { world } = office.open;
  const paper = await readAs(world, { kind: 'system', officeId: office.culture.officeId, job: 'print' }, (tx, moment) => headOnPaper(world, tx, moment));
  expect(paper).toMatchObject({ office: '示范县文化旅游广电体育局', size: checkpoint.size, root: checkpoint.root, at: '2026-03-02 09:00' });
  const head = readCheckpoint(paper.note.join('\n'), Buffer.from(paper.key, 'base64'));
  expect({ size: head?.size, root: head?.root.toString('hex') }).toEqual({ size: checkpoint.size, root: checkpoint.root });
  // word for word on the sheet, wherever its lines are broken
  const sheet = printedText(Buffer.from(printed.body)).replace(/\s/g, '');
  for (const words of [String(paper.size), paper.root, paper.key, ...paper.note]) expect(sheet).toContain(words.replace(/\s/g, ''));
});
