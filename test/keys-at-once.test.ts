import { readdirSync, statSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openSecrets } from '../src/platform/sign-in/secrets.ts';

/** A process about to open the keys: `go` lets it, and says what it found. */
async function aboutToOpen(folder: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'keys-child.ts'), folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return async (): Promise<{ readonly publicKey: string; readonly nationalKey: string; readonly sealed: string }> => {
    child.stdin.write('go\n');
    return JSON.parse(String((await lines.next()).value)); // printed by keys-child.ts
  };
}

test('processes that start together on an empty folder have one signing key of each kind and one sealing key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guiju-keys-'));
  const waiting = await Promise.all(Array.from({ length: 6 }, () => aboutToOpen(folder)));
  const found = await Promise.all(waiting.map((go) => go()));
  expect(new Set(found.map(({ publicKey }) => publicKey)).size).toBe(1);
  expect(new Set(found.map(({ nationalKey }) => nationalKey)).size).toBe(1);
  const { unseal } = openSecrets(folder);
  expect(found.map(({ sealed }) => unseal(sealed))).toEqual(Array.from({ length: 6 }, () => '秘密'));
  expect(readdirSync(join(folder, 'keys')).toSorted()).toEqual(['log-ed25519.pem', 'log-sm2.hex', 'sign-in.key']);
  if (process.platform !== 'win32') for (const key of ['log-sm2.hex', 'sign-in.key']) expect(statSync(join(folder, 'keys', key)).mode & 0o777).toBe(0o600);
  await rm(folder, { recursive: true });
});
