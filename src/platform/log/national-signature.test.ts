import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { printedText } from '../../../test/printed.ts';
import { checkpointNote, openSigner, readCheckpoint, sm2Standing } from './checkpoint.ts';
import { isSignedSm2, openSm2Signer } from './sm2.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await office.as('沈明'); // a sign-in is an act
  await office.sealed();
});
afterAll(() => office.close());

const noteNow = async (): Promise<string> => {
  await office.sealed();
  return (await ok((await office.as('曾岚')).get('/api/log/checkpoint'))).body.checkpoint.note;
};
const signatures = (note: string): number =>
  note
    .trimEnd()
    .split('\n')
    .filter((line) => line.startsWith('— ')).length;
const exported = async (): Promise<readonly string[]> => {
  const auditor = await office.as('曾岚');
  await office.sealed();
  return Buffer.from((await ok(auditor.get('/api/log/export'))).body)
    .toString('utf8')
    .trimEnd()
    .split('\n');
};

function cli(lines: readonly string[], ...more: readonly string[]) {
  const file = join(office.open.world.folder, 'export.jsonl');
  writeFileSync(file, lines.join('\n'));
  const done = spawnSync(process.execPath, [join(import.meta.dirname, '..', '..', 'cli.ts'), 'verify', file, '--json', ...more], { encoding: 'utf8' });
  return { code: done.status, told: done.stdout === '' ? undefined : JSON.parse(done.stdout), said: done.stderr };
}

/** The export with its last head written anew. */
function withLastHead(lines: readonly string[], rewrite: (note: string) => string): readonly string[] {
  const last = lines.findLastIndex((line) => line.startsWith('{"checkpoint"'));
  return lines.map((line, index) => (index === last ? JSON.stringify({ checkpoint: rewrite(JSON.parse(line).checkpoint) }) : line));
}

test('a head is signed by Ed25519 alone unless the office asks for more; the security officer does, and the audit officer is told', async () => {
  expect(signatures(await noteNow())).toBe(1);
  expect((await office.as('曾岚').then((auditor) => auditor.get('/api/log/checkpoint'))).body.signature).toMatchObject({
    nationalKey: null,
    may: { code: 'not-security-officer' },
  });
  expect((await (await office.as('何平')).post('/api/log/national-signature', { reason: '密评要求' })).body.refused).toMatchObject({
    code: 'not-security-officer',
    sentence: '封存记录的签名方式由安全管理员设定。',
  });
  const security = await office.as('许强');
  expect((await security.post('/api/log/national-signature/end', { reason: '不再需要' })).body.refused).toMatchObject({ code: 'nothing-changed' });
  await ok(security.post('/api/log/national-signature', { reason: '密评要求' }));
  expect((await security.post('/api/log/national-signature', { reason: '密评要求' })).body.refused).toMatchObject({
    code: 'nothing-changed',
    sentence: '封存记录已经加用国密签名。',
  });
  const told = (await (await office.as('曾岚')).get('/api/notices')).body.rows.map((row: { sentence: string }) => row.sentence);
  expect(told).toContain('许强对封存记录加用国密签名：密评要求');
});

test('from then on both signatures stand under the head, in this office and in no other', async () => {
  const { signer } = office.open.world;
  const note = await noteNow();
  expect(signatures(note)).toBe(2);
  expect(readCheckpoint(note, signer.publicKey)).toMatchObject({ origin: 'guiju/文旅局' });
  expect(sm2Standing(note, signer.sm2.publicKey)).toBe('signed');
  expect(sm2Standing(note.replaceAll('\n', '\r\n').replaceAll('—', '--'), signer.sm2.publicKey)).toBe('signed');
  const clerk = await office.as([...office.stations.people.keys()][0] ?? '', office.stations);
  await office.sealed();
  expect(signatures((await ok(clerk.get('/api/log/checkpoint'))).body.checkpoint.note)).toBe(1);
});

test('an export is verified offline by the key the office has published; a signature taken away, changed or made by another key is found', async () => {
  const { signer } = office.open.world;
  const key = signer.sm2.publicKey.toString('base64');
  const lines = await exported();
  const whole = cli(lines, '--sm2-key', key);
  expect(whole).toMatchObject({ code: 0, told: { unaltered: true, complete: true, troubles: [] } });
  expect(whole.told.nationallySignedTo).toBe(whole.told.sealed);
  expect(cli(lines).told.nationallySignedTo).toBe(whole.told.sealed);

  const head = (note: string) => readCheckpoint(note, signer.publicKey) ?? { origin: '', size: 0, root: Buffer.alloc(0) };
  const without = withLastHead(lines, (note) => checkpointNote(head(note), signer));
  expect(cli(without)).toMatchObject({ code: 0, told: { nationallySignedTo: null } }); // by itself it is a head as any other
  expect(cli(without, '--sm2-key', key)).toMatchObject({
    code: 1,
    told: { unaltered: false, complete: true, troubles: ['最后一份封存记录没有以单位公布的国密密钥签名。'] },
  });
  const borrowed = withLastHead(lines, (note) => checkpointNote(head(note), signer, { ...signer.sm2, sign: () => signer.sm2.sign('另一份\n1\n\n') }));
  expect(cli(borrowed, '--sm2-key', key)).toMatchObject({
    code: 1,
    told: { unaltered: false, complete: true, troubles: ['最后一份封存记录的国密签名不对。'] },
  });
  const stranger = openSigner(mkdtempSync(join(office.open.world.folder, 'stranger-')));
  const forged = withLastHead(lines, (note) => checkpointNote(head(note), signer, stranger.sm2)).map((line) =>
    line.replace(key, stranger.sm2.publicKey.toString('base64')),
  );
  expect(cli(forged)).toMatchObject({ code: 0 }); // a key that comes with what it signed proves nothing
  expect(cli(forged, '--sm2-key', key)).toMatchObject({
    code: 1,
    told: { unaltered: false, troubles: expect.arrayContaining(['国密签名密钥不是本单位公布的密钥。']) },
  });
  expect(cli(lines, '--sm2-key', signer.publicKey.toString('base64'))).toMatchObject({
    code: 2,
    told: undefined,
    said: expect.stringContaining('不是国密（SM2）公钥'),
  });
});

test('both signatures and both keys stand on the printed sheet', async () => {
  const auditor = await office.as('曾岚');
  await office.sealed();
  const {
    checkpoint: { note },
    signature: { key, nationalKey },
  } = (await ok(auditor.get('/api/log/checkpoint'))).body;
  const sheet = printedText(Buffer.from((await ok(auditor.get('/api/log/checkpoint.pdf'))).body)).replace(/\s/g, '');
  for (const words of [key, nationalKey, ...note.trim().split('\n').slice(3)]) expect(sheet).toContain(words.replace(/\s/g, ''));
});

test('once it is ended, heads are signed by Ed25519 alone, and what was signed before still is', async () => {
  const before = await noteNow();
  await ok((await office.as('许强')).post('/api/log/national-signature/end', { reason: '密钥更换' }));
  expect(signatures(await noteNow())).toBe(1);
  expect(sm2Standing(before, office.open.world.signer.sm2.publicKey)).toBe('signed');
  expect((await ok((await office.as('曾岚')).post('/api/log/verify'))).body).toMatchObject({ unaltered: true, complete: true });
});

test('the signature is SM2 over SM3 as the standard has it: reckoned again step by step it holds, and for no other text', () => {
  const folder = mkdtempSync(join(office.open.world.folder, 'sm2-'));
  const signer = openSm2Signer(folder);
  expect(openSm2Signer(folder).publicKey.equals(signer.publicKey)).toBe(true);
  const signature = signer.sign('guiju/文旅局\n1\nAA==\n');
  expect(isSignedSm2('guiju/文旅局\n1\nAA==\n', signature, signer.publicKey)).toBe(true);
  expect(isSignedSm2('guiju/文旅局\n2\nAA==\n', signature, signer.publicKey)).toBe(false);
  expect(verifiedByHand(Buffer.from('guiju/文旅局\n1\nAA==\n'), signature, signer.publicKey)).toBe(true);
  expect(verifiedByHand(Buffer.from('guiju/文旅局\n2\nAA==\n'), signature, signer.publicKey)).toBe(false);
});

/** GB/T 32918.2 with the curve of GB/T 32918.5, by whole numbers and the program's own SM3. */
function verifiedByHand(text: Buffer, signature: Buffer, key: Buffer): boolean {
  const [r, s, x, y] = [signature.subarray(0, 32), signature.subarray(32), key.subarray(1, 33), key.subarray(33)].map(numberOf) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ]; // four parts make four numbers
  const id = Buffer.from('1234567812345678');
  const z = sm3(Buffer.from([0, id.length * 8]), id, ...[P - 3n, B, G.x, G.y, x, y].map(bytes32));
  const sum = add(times(G, s), times({ x, y }, (r + s) % N));
  return sum !== undefined && (numberOf(sm3(z, text)) + sum.x) % N === r;
}

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const G: Point = {
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};

interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

const mod = (value: bigint): bigint => ((value % P) + P) % P;
const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
const bytes32 = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const sm3 = (...parts: readonly Buffer[]): Buffer => createHash('sm3').update(Buffer.concat(parts)).digest();

/** By Fermat: the field is of prime order. */
function inverse(value: bigint): bigint {
  let [result, base] = [1n, mod(value)];
  for (let left = P - 2n; left > 0n; left >>= 1n) {
    if (left & 1n) result = mod(result * base);
    base = mod(base * base);
  }
  return result;
}

function add(one: Point | undefined, other: Point | undefined): Point | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.x === other.x && mod(one.y + other.y) === 0n) return undefined;
  const slope = one.x === other.x ? mod((3n * one.x * one.x + P - 3n) * inverse(2n * one.y)) : mod((other.y - one.y) * inverse(other.x - one.x));
  const x = mod(slope * slope - one.x - other.x);
  return { x, y: mod(slope * (one.x - x) - one.y) };
}

function times(point: Point, count: bigint): Point | undefined {
  let [sum, step]: [Point | undefined, Point | undefined] = [undefined, point];
  for (let left = count; left > 0n; left >>= 1n) {
    if (left & 1n) sum = add(sum, step);
    step = add(step, step);
  }
  return sum;
}
