import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { childTrainer } from '../../../src/cli/childTrainer.ts';
import { openLab, type Lab } from '../../../src/lab/openLab.ts';
import type { TrainerProcess } from '../../../src/queue/trainerProcess.ts';
import type { LabEvent, RunNotice } from '../../../src/shared/contract/labEvents.ts';
import { endsRun } from '../../../src/shared/contract/trainerProtocol.ts';
import { isFinal } from '../../../src/shared/model/runState.ts';
import type { ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { DATASET } from '../trainer/trainerUnderTest.ts';

/** A lab with the real trainer, which can be killed. */
export interface LabUnderTest {
  readonly lab: Lab;
  /** Resolves when it is gone. */
  killTrainer(): Promise<void>;
}

/**
 * Opens a lab, closed and removed with the test.
 *
 * @param place its home, or where one is made, and its data set
 */
export async function openTestLab({
  parent = tmpdir(),
  home = mkdtempSync(path.join(parent, 'atelier-lab-')),
  datasetDir = DATASET,
} = {}): Promise<LabUnderTest> {
  const trainers: TrainerProcess[] = [];
  const spawn = childTrainer();
  const lab = await openLab({
    home,
    holder: { kind: 'headless' },
    datasetDir,
    spawnTrainer: (threads) => {
      const trainer = spawn(threads);
      trainers.push(trainer);
      return trainer;
    },
  });
  onTestFinished(async () => {
    await lab.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    lab,
    killTrainer: () =>
      new Promise((resolve) => {
        trainers.at(-1)?.onExit(() => resolve());
        trainers.at(-1)?.kill('SIGKILL');
      }),
  };
}

/** Resolves at the first event of a run's trainer that is as wanted; rejects where the run ends before. */
export function trainerSays(
  lab: Lab,
  runId: string,
  wanted: (event: RunNotice['event']) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = lab.subscribe((event: LabEvent) => {
      if (event.kind === 'run' && event.run.id === runId && isFinal(event.run.state)) {
        end();
        reject(new Error(`the run ended too soon: ${JSON.stringify(event.run)}`));
      }
      if (event.kind !== 'trainer' || event.notice.runId !== runId) return;
      const said = event.notice.event;
      const over = endsRun(said.kind);
      if (!over && !wanted(said)) return;
      end();
      if (over) reject(new Error(`the run ended too soon: ${JSON.stringify(said)}`));
      else resolve();
    });
  });
}

/** Trains a run to its end. @returns its id */
export async function train(lab: Lab, spec: ExperimentSpec): Promise<string> {
  const { id } = lab.queue.enqueue({ spec });
  await lab.queue.whenOver(id);
  return id;
}

/** What two runs must have in common to be the same training. */
export function resultOf(lab: Lab, runId: string): unknown {
  const { epochs, evaluation, artifacts, validationConfusions } = lab.store.getRun(runId);
  return {
    weights: artifacts.find(({ path: name }) => name === 'model/weights.bin')?.sha256,
    epochs: epochs.map(({ seconds: _seconds, ...metrics }) => metrics),
    confusions: validationConfusions,
    test: evaluation && { loss: evaluation.loss, confusion: evaluation.confusion },
  };
}
