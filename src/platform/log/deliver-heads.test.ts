import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { readCheckpoint } from './checkpoint.ts';
import { deliverHead, headDelivery } from './deliver-heads.ts';

let office: TestOffice;
let folder: string;
beforeAll(async () => {
  office = await openTestOffice();
  await office.as('沈明'); // a sign-in is an act
  await office.open.sealer.settle();
  folder = await mkdtemp(join(tmpdir(), 'guiju-heads-'));
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

/** A mail server that says yes to everything and keeps what it was told. */
async function mailServer(): Promise<{ readonly url: string; readonly told: () => string; readonly server: Server }> {
  let told = '';
  const server = createServer((socket) => {
    let data = false;
    socket.write('220 here\r\n');
    socket.on('data', (bytes) => {
      told += bytes.toString('utf8');
      if (data && told.endsWith('\r\n.\r\n')) {
        data = false;
        socket.write('250 kept\r\n');
      } else if (!data) {
        data = /^DATA/m.test(bytes.toString('utf8'));
        socket.write(data ? '354 go on\r\n' : '250 ok\r\n');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`, told: () => told, server };
}

test('the newest signed head is kept in a folder, once for each size, and verifies by the key of the office', async () => {
  const { officeId } = office.culture;
  const delivery = headDelivery({ GUIJU_HEADS_FOLDER: folder });
  await deliverHead(office.open.world, officeId, delivery);
  await deliverHead(office.open.world, officeId, delivery);
  const [name = '', ...others] = await readdir(folder);
  expect(others).toEqual([]);
  const head = readCheckpoint(await readFile(join(folder, name), 'utf8'), office.open.world.signer.publicKey);
  expect(name).toBe(`文旅局-${head?.size}.txt`);
});

test('it goes by mail where a server and an address are set, and nowhere where they are not', async () => {
  const { url, told, server } = await mailServer();
  await deliverHead(office.open.world, office.culture.officeId, headDelivery({ GUIJU_SMTP: url }));
  expect(told()).toBe('');
  await deliverHead(office.open.world, office.culture.officeId, headDelivery({ GUIJU_SMTP: url, GUIJU_HEADS_MAIL: 'audit@county.example' }));
  expect(told()).toContain('RCPT TO:<audit@county.example>');
  expect(told()).toMatch(/filename\*?/);
  server.close();
});

test('it is printed for whoever puts it away on paper', async () => {
  const auditor = await office.as('曾岚');
  const printed = await auditor.get('/api/log/checkpoint.pdf');
  expect(printed.body.subarray(0, 5).toString()).toBe('%PDF-');
});
