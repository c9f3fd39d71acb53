import { describe, expect, it } from 'vitest';
import { checkAll, partChecks } from '../../../src/provision/doctor/checkAll.ts';
import type { DoctorContext, PartReport } from '../../../src/provision/doctor/doctorReport.ts';
import { formatDoctorReport } from '../../../src/provision/doctor/formatDoctorReport.ts';
import { projectRoot } from '../../../src/provision/projectRoot.ts';
import { fakeTools } from './support/fakeTools.ts';
import { temporaryDirectory } from './support/temporaryDirectory.ts';

const working: PartReport = {
  id: 'node',
  title: 'Node',
  required: true,
  state: 'works',
  version: '24.21.0',
  source: 'npm',
};
const missing: PartReport = {
  id: 'electron',
  title: 'Electron',
  required: false,
  state: 'missing',
  remedy: 'npm start',
};

async function context(extra: Partial<DoctorContext> = {}): Promise<DoctorContext> {
  return { root: projectRoot, cache: await temporaryDirectory(), tools: fakeTools(), ...extra };
}

describe('checkAll', () => {
  it('makes one JSON document', async () => {
    const inside = await context();
    const report = await checkAll(inside, [async () => working, async () => missing]);
    expect(JSON.parse(JSON.stringify(report))).toEqual({
      ok: true,
      machine: { platform: 'linux', arch: 'x64', systemNode: process.versions.node },
      cache: inside.cache,
      parts: [working, missing],
    });
  });

  it('is not well when a required part is broken', async () => {
    const broken: PartReport = { ...working, state: 'broken' };
    expect((await checkAll(await context(), [async () => broken])).ok).toBe(false);
  });

  it('reports a check that throws and goes on', async () => {
    const failing = () => Promise.reject(new Error('a bug'));
    const report = await checkAll(await context(), [failing, async () => working]);
    expect(report.parts.map(({ state }) => state)).toEqual(['broken', 'works']);
  });

  it('says of every part what to do when provisioning failed, touching no network', async () => {
    const failure = { code: 'provision-failed', message: 'no source', hint: 'do this' } as const;
    const report = await checkAll(await context({ failure }), partChecks);
    expect(report.ok).toBe(false);
    expect(report.parts.map(({ id, state, remedy }) => [id, state, remedy]).slice(0, 9)).toEqual([
      ['node', 'missing', 'do this'],
      ['sqlite', 'missing', 'do this'],
      ['tensorflow', 'missing', 'do this'],
      ['kernels', 'missing', 'do this'],
      ['gpu', 'missing', 'do this'],
      ['fashion-mnist', 'missing', 'do this'],
      ['electron', 'missing', 'npm start'],
      ['sqlite-electron', 'missing', 'npm start'],
      ['system-libraries', 'missing', 'npm start'],
    ]);
  });
});

it('shows each part with its source and remedy', async () => {
  const report = await checkAll(await context({ cache: '/cache' }), [
    async () => working,
    async () => missing,
  ]);
  expect(formatDoctorReport(report)).toBe(
    [
      `Atelier on linux-x64, provisioned by Node ${process.versions.node}, cache /cache`,
      '',
      '✓ Node 24.21.0                 works',
      '    from    npm',
      '– Electron                     missing (window only)',
      '    remedy  npm start',
      '',
      'All that is required works.',
      '',
    ].join('\n'),
  );
});
