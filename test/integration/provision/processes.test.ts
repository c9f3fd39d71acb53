import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const script = fileURLToPath(new URL('./slowProvisioner.ts', import.meta.url));
let cache = '';

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'atelier-processes-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

/** A provisioner of its own process, and all it has to say. */
function provisioner() {
  const child = spawn(process.execPath, [script, cache], { stdio: ['pipe', 'pipe', 'pipe'] });
  return { child, stderr: text(child.stderr) };
}

async function untilItSays(child: ReturnType<typeof provisioner>['child'], word: string) {
  for await (const chunk of child.stdout) if (String(chunk).includes(word)) return;
  throw new Error(`it ended without saying ${word}`);
}

it('two provisioners take turns, and the second finds the work done', async () => {
  const first = provisioner();
  const firstEnd = once(first.child, 'exit');
  first.child.stdout.setEncoding('utf8');
  await untilItSays(first.child, 'installing');
  const second = provisioner();
  const secondEnd = once(second.child, 'exit');
  const waiting = once(second.child.stderr, 'data');
  expect(String((await waiting)[0])).toContain(`Waiting for process ${first.child.pid}`);
  first.child.stdin.end('go on');
  expect([(await firstEnd)[0], (await secondEnd)[0]]).toEqual([0, 0]);
  expect(await readFile(join(cache, 'part', 'by'), 'utf8')).toBe(String(first.child.pid));
});

it('a killed provisioner’s turn is taken over and its half is thrown away', async () => {
  const first = provisioner();
  const firstEnd = once(first.child, 'exit');
  await untilItSays(first.child, 'installing');
  first.child.kill('SIGKILL');
  await firstEnd;
  const second = provisioner();
  const secondEnd = once(second.child, 'exit');
  second.child.stdin.end('go on');
  expect((await secondEnd)[0]).toBe(0);
  expect(await second.stderr).toContain(`Process ${first.child.pid} died while provisioning`);
  expect(await readFile(join(cache, 'part', 'by'), 'utf8')).toBe(String(second.child.pid));
});
