import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { childTrainer } from '../../../src/cli/childTrainer.ts';
import { askHolder } from '../../../src/lab/askHolder.ts';
import { openLab, type Lab } from '../../../src/lab/openLab.ts';
import type { SpawnTrainer, TrainerProcess } from '../../../src/queue/trainerProcess.ts';
import type { RunSummary } from '../../../src/shared/model/run.ts';
import { sampleSpec } from '../../unit/store/samples.ts';
import { startScript, type Script } from '../store/script.ts';

const HOLDER = path.resolve(import.meta.dirname, 'holder.ts');
const TRAINER = path.resolve(import.meta.dirname, 'scriptedTrainer.ts');

function temporaryHome(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'atelier-lab-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function open(
  home: string,
  spawnTrainer: SpawnTrainer = childTrainer(TRAINER),
): Promise<Lab> {
  const lab = await openLab({ home, holder: { kind: 'headless' }, datasetDir: '', spawnTrainer });
  onTestFinished(() => lab.close());
  return lab;
}

/** What a holder prints: the run it trains, or why it holds nothing. */
async function said(holder: Script): Promise<{ held?: string; code?: string }> {
  return JSON.parse((await holder.line()) ?? 'null') as { held?: string; code?: string };
}

/** Resolves with the first summary of a run that is as wanted. */
function runThat(lab: Lab, wanted: (run: RunSummary) => boolean): Promise<RunSummary> {
  return new Promise((resolve) => {
    const end = lab.subscribe((event) => {
      if (event.kind !== 'run' || !wanted(event.run)) return;
      end();
      resolve(event.run);
    });
  });
}

it('names the process that holds a lab, and is free once that is killed', async () => {
  const home = temporaryHome();
  const holder = startScript(HOLDER, home, 'window');
  const { held = '' } = await said(holder);
  await expect(open(home)).rejects.toMatchObject({
    code: 'lab-in-use',
    context: { kind: 'window', pid: holder.pid },
  });
  await holder.kill();

  const lab = await open(home);
  expect(lab.store.getSummary(held)).toMatchObject({ state: 'interrupted', epochsDone: 1 });
});

it('lets another process stop the run that trains', async () => {
  const home = temporaryHome();
  const holder = startScript(HOLDER, home, 'headless');
  const { held = '' } = await said(holder);
  expect(await askHolder(home, { type: 'pause', run: held })).toMatchObject({ state: 'paused' });
  expect(await askHolder(home, { type: 'stop', run: '#1' })).toMatchObject({ state: 'stopped' });
  await holder.kill();
  await expect(askHolder(home, { type: 'holder' })).rejects.toMatchObject({ code: 'not-found' });
});

it('has one holder when twenty start at once', async () => {
  const home = temporaryHome();
  const holders = Array.from({ length: 20 }, () => startScript(HOLDER, home, 'headless'));
  const answers = await Promise.all(holders.map(said));
  const winner = holders[answers.findIndex(({ held }) => held !== undefined)];
  expect(answers.filter(({ held }) => held !== undefined).length).toBe(1);
  expect(answers.filter(({ code }) => code === 'lab-in-use')).toEqual(
    new Array(19).fill(
      expect.objectContaining({ context: expect.objectContaining({ pid: winner?.pid }) }),
    ),
  );
});

it('outlives its trainer', async () => {
  const trainers: TrainerProcess[] = [];
  const spawn = childTrainer(TRAINER);
  const lab = await open(temporaryHome(), (threads) => {
    const trainer = spawn(threads);
    trainers.push(trainer);
    return trainer;
  });
  const first = lab.queue.enqueue({ spec: sampleSpec() }).id;
  const second = lab.queue.enqueue({ spec: sampleSpec() }).id;
  await runThat(lab, ({ id, epochsDone }) => id === first && epochsDone === 1);
  const trainsNext = runThat(lab, ({ id, epochsDone }) => id === second && epochsDone === 1);
  trainers[0]?.kill('SIGKILL');
  expect(await lab.queue.whenOver(first)).toMatchObject({
    state: 'interrupted',
    epochsDone: 1,
    failure: {
      code: 'trainer-killed',
      message: 'The trainer was ended by SIGKILL while training',
      context: { signal: 'SIGKILL' },
    },
  });
  await trainsNext;
  expect(trainers.length).toBe(2);
  expect(trainers[1]?.pid).not.toBe(trainers[0]?.pid);

  await lab.close();
  // Closing has ended the trainer too.
  expect(() => process.kill(trainers[1]?.pid ?? 0, 0)).toThrow('ESRCH');
});
