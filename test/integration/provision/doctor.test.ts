import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { DoctorReport } from '../../../src/provision/doctor/doctorReport.ts';
import { projectRoot } from '../../../src/provision/projectRoot.ts';

it('lab doctor --json loads every part and prints one document, nothing else', async () => {
  const args = [join(projectRoot, 'src', 'provision', 'lab.ts'), 'doctor', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const report = JSON.parse(stdout) as DoctorReport;
  const required = report.parts.filter((part) => part.required);
  expect(required.map(({ id, state }) => [id, state])).toEqual([
    ['node', 'works'],
    ['sqlite', 'works'],
    ['tensorflow', 'works'],
    ['fashion-mnist', 'works'],
  ]);
  const kernels = report.parts.find(({ id }) => id === 'kernels');
  expect(kernels?.state).toBe('works');
  expect(kernels?.detail).toContain('ResourceApplyAdam');
  const gpu = report.parts.find(({ id }) => id === 'gpu');
  expect(gpu?.detail).toMatch(gpu?.state === 'works' ? /on a GPU/ : /lists no GPU/);
  expect({ ok: report.ok, code }).toEqual({ ok: true, code: 0 });
});
