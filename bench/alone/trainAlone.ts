import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { ExecutionOrder } from '../../src/shared/contract/execution.ts';
import type { TrainerEventBody } from '../../src/shared/contract/trainerProtocol.ts';
import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';
import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import { createDatasetCache } from '../../src/trainer/datasets/datasetCache.ts';
import { createRunControl } from '../../src/trainer/session/runControl.ts';
import { runSession } from '../../src/trainer/session/runSession.ts';

/** Trains a spec from standard input as the trainer does, and prints its events. */
async function main(): Promise<void> {
  const { spec, datasetDir, execution } = JSON.parse(await text(process.stdin)) as {
    readonly spec: ExperimentSpec;
    readonly datasetDir: string;
    readonly execution: ExecutionOrder;
  };
  const runDir = await mkdtemp(path.join(tmpdir(), 'atelier-bench-'));
  const events: TrainerEventBody[] = [];
  try {
    await runSession(
      {
        type: 'start',
        runId: 'bench',
        spec,
        dataset: FASHION_MNIST,
        datasetDir,
        runDir,
        execution,
      },
      {
        datasets: createDatasetCache(),
        control: createRunControl(),
        emit: (event) => void events.push(event),
      },
    );
  } finally {
    await rm(runDir, { recursive: true, force: true });
  }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ peakBytes, events }));
}

await main();
