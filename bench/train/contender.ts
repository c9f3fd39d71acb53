import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { trainerEnvironment } from '../../src/queue/trainerProcess.ts';
import { planExecution } from '../../src/shared/spec/execution/planExecution.ts';
import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';

/** What every contender is asked to do, as JSON on its standard input. */
export interface TrainRequest {
  readonly spec: ExperimentSpec;
  readonly architecture: ExperimentSpec['architecture'];
  readonly batch: number;
  /** Steps that count, after `warmup` that do not. */
  readonly steps: number;
  readonly warmup: number;
  /** Also time 10,000 images in batches of 32, as the study evaluated. */
  readonly evaluate: boolean;
}

/** What a contender prints. */
export interface TrainResult {
  readonly stepMs: readonly number[];
  readonly evaluateMs: number | null;
  readonly peakRssBytes: number;
  /** How fast it multiplies large matrices, where it says so; see `measureGflops`. */
  readonly gflops?: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** Something that trains, in a process of its own. */
export interface Contender {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** Started with the threads that the app would give it. */
  readonly planned?: boolean;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Our engine in one process, without the lab around it. */
export const engineAlone: Contender = {
  name: 'its engine alone',
  file: process.execPath,
  args: [here('./trainOurs.ts')],
  planned: true,
};

/** Ours and stock tfjs, which need nothing but this project; the first is what ratios refer to. */
export function ownContenders(bfloat16: boolean): Contender[] {
  const script = (path: string, ...args: readonly string[]) => ({
    file: process.execPath,
    args: [here(path), ...args],
  });
  const narrow = { name: 'engine in bfloat16', ...script('./trainOurs.ts', 'bfloat16') };
  return [
    { name: 'atelier', ...script('./trainProduct.ts') },
    engineAlone,
    ...(bfloat16 ? [narrow] : []),
    { name: 'stock tfjs-node', ...script('./trainStock.ts') },
  ];
}

/** Those peers that a Python can import. */
export function pythonContenders(python: string): Contender[] {
  const peers = [
    { name: 'keras', module: 'keras', script: '../peers/kerasTrain.py' },
    { name: 'pytorch', module: 'torch', script: '../peers/torchTrain.py' },
  ];
  return peers
    .filter(({ module }) => spawnSync(python, ['-c', `import ${module}`]).status === 0)
    .map(({ name, script }) => ({ name, file: python, args: [here(script)] }));
}

/** Runs a contender once. @throws Error with what it said when it fails */
export async function runContender(
  { name, file, args, planned = false }: Contender,
  request: TrainRequest,
): Promise<TrainResult> {
  const { threads } = planExecution(request.spec, availableParallelism(), null);
  const env = planned ? trainerEnvironment(process.env, threads) : process.env;
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  child.stdin.end(JSON.stringify(request));
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (status !== 0) throw new Error(`${name} failed: ${Buffer.concat(complaints).toString()}`);
  return JSON.parse(Buffer.concat(output).toString()) as TrainResult;
}
