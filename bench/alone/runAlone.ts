import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { TRAINER_V8_FLAGS, trainerEnvironment } from '../../src/queue/trainerProcess.ts';
import type { TrainerEventBody } from '../../src/shared/contract/trainerProtocol.ts';
import { planExecution } from '../../src/shared/spec/execution/planExecution.ts';
import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';

/** What a process that trained one spec said. */
export interface RunAlone {
  /** Its highest resident memory. */
  readonly peakBytes: number;
  readonly events: readonly TrainerEventBody[];
}

const SCRIPT = fileURLToPath(new URL('./trainAlone.ts', import.meta.url));

/** Trains a spec from start to end in a fresh process, which nobody watches. @throws Error with what it said when it fails */
export async function runAlone(spec: ExperimentSpec): Promise<RunAlone> {
  const execution = planExecution(spec, availableParallelism(), null);
  const child = spawn(process.execPath, [...TRAINER_V8_FLAGS, SCRIPT], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: trainerEnvironment(process.env, execution.threads),
  });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const datasetDir = process.env['ATELIER_FASHION_MNIST'];
  child.stdin.end(JSON.stringify({ spec, datasetDir, execution }));
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (status !== 0) throw new Error(`training failed: ${Buffer.concat(complaints).toString()}`);
  const result = JSON.parse(Buffer.concat(output).toString()) as RunAlone;
  const failed = result.events.find((event) => event.kind === 'failed');
  if (failed?.kind === 'failed') throw new Error(`training failed: ${failed.error.message}`);
  return result;
}
