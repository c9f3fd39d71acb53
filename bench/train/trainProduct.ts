import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunNotice } from '../../src/shared/contract/labEvents.ts';
import { openBenchLab } from '../openBenchLab.ts';
import type { TrainRequest } from './contender.ts';
import { readRequest } from './readRequest.ts';

/** The part of the training images kept for validation. */
const VALIDATION_SHARE = 0.2;
/** Reports come at most ten times a second: fewer steps than this would be too few. */
const LEAST_STEPS = 60;
/** Steps until the lab, its child and TensorFlow's pools have settled. */
const SETTLING = 30;

/** The whole product: lab, queue, trainer process, reports over the port, records in SQLite. */
async function main(): Promise<void> {
  const request = await readRequest();
  const home = mkdtempSync(path.join(tmpdir(), 'atelier-bench-'));
  try {
    const notices = await trainInLab(request, home);
    process.stdout.write(JSON.stringify(resultOf(notices)));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

interface Told {
  readonly at: number;
  readonly event: RunNotice['event'];
}

async function trainInLab(
  { spec, batch, steps }: TrainRequest,
  home: string,
): Promise<readonly Told[]> {
  const lab = await openBenchLab(home);
  const told: Told[] = [];
  lab.subscribe((event) => {
    if (event.kind === 'trainer') told.push({ at: performance.now(), event: event.notice.event });
  });
  try {
    const count = (Math.max(steps, LEAST_STEPS) + SETTLING) * batch;
    const samples = Math.min(60_000, Math.ceil(count / (1 - VALIDATION_SHARE)));
    const run = lab.queue.enqueue({
      spec: {
        ...spec,
        dataset: { ...spec.dataset, samples, validationShare: VALIDATION_SHARE },
        training: { ...spec.training, epochs: 1, batchSize: batch },
      },
    });
    const { state } = await lab.queue.train(run.id);
    if (state !== 'completed') throw new Error(`the run ended as ${state}`);
  } finally {
    await lab.close();
  }
  return told;
}

function resultOf(told: readonly Told[]) {
  const reports = told.flatMap(({ at, event }) =>
    event.kind === 'progress' && event.phase === 'training' && event.step > SETTLING
      ? [{ at, step: event.step }]
      : [],
  );
  const [first] = reports;
  const last = reports.at(-1);
  if (first === undefined || last === undefined || last.step === first.step) {
    throw new Error('too few reports; ask for more steps');
  }
  const evaluation = told.flatMap(({ event }) => (event.kind === 'evaluation' ? [event] : []))[0];
  const finished = told.flatMap(({ event }) => (event.kind === 'finished' ? [event] : []))[0];
  return {
    stepMs: [(last.at - first.at) / (last.step - first.step)],
    evaluateMs: (evaluation?.seconds ?? Number.NaN) * 1000,
    peakRssBytes: finished?.peakBytes ?? 0,
    versions: {},
  };
}

await main();
