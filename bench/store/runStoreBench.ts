import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { thisMachine } from '../machine.ts';
import { openMlflowStore } from './mlflowStore.ts';
import { openOurStore } from './ourStore.ts';
import { storeFigures, storeTable, type StoreDocument } from './storeFigures.ts';
import { fillTasks, readTasks, type StoreTask } from './storeTasks.ts';
import {
  sharesOf,
  someRuns,
  workloadOf,
  type StoreAnswer,
  type StoreContender,
  type Workload,
} from './workload.ts';

const options = {
  runs: { type: 'string', default: '10000' },
  values: { type: 'string', default: '1000000' },
  rounds: { type: 'string', default: '10' },
  python: { type: 'string' },
  folder: { type: 'string', default: tmpdir() },
  json: { type: 'boolean', default: false },
} as const;

/**
 * Runs `npm run bench -- store`: every round each contender makes and logs its share of the runs; once
 * all are in, every round lists and reads. Contenders must list the same runs and read the same values.
 */
export async function runStoreBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const workload = workloadOf(Number(values.runs), Number(values.values));
  const rounds = Number(values.rounds);
  const folder = mkdtempSync(path.join(values.folder, 'atelier-bench-store-'));
  const contenders: StoreContender[] = [];
  try {
    contenders.push(openOurStore(folderIn(folder, 'atelier')));
    if (values.python !== undefined) {
      contenders.push(await openMlflowStore(values.python, folderIn(folder, 'mlflow')));
    }
    const times = await runRounds(contenders, workload, rounds);
    const document: StoreDocument = {
      machine: thisMachine(),
      runs: workload.runs,
      values: Number(values.values),
      rounds,
      contenders: contenders.map(({ name, about }) => ({ name, about })),
      figures: storeFigures(times),
    };
    process.stdout.write(values.json ? `${JSON.stringify(document)}\n` : storeTable(document));
  } finally {
    for (const { close } of contenders) await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function folderIn(folder: string, name: string): string {
  const own = path.join(folder, name);
  mkdirSync(own);
  return own;
}

type Times = Map<string, Map<string, number[]>>;

async function runRounds(
  contenders: readonly StoreContender[],
  workload: Workload,
  rounds: number,
): Promise<Times> {
  const times: Times = new Map();
  for (const [round, share] of sharesOf(workload.runs, rounds).entries()) {
    process.stderr.write(`filling, round ${round + 1} of ${rounds}\n`);
    for (const task of fillTasks(workload, share)) await runTask(task, contenders, times);
  }
  const reading = readTasks(workload, someRuns(workload, 50));
  for (let round = 0; round < rounds; round += 1) {
    for (const task of reading) await runTask(task, contenders, times);
  }
  return times;
}

async function runTask(
  { name, request }: StoreTask,
  contenders: readonly StoreContender[],
  times: Times,
): Promise<void> {
  const byName = times.get(name) ?? new Map<string, number[]>();
  times.set(name, byName);
  const answers: StoreAnswer[] = [];
  for (const contender of contenders) {
    const answer = await contender.ask(request);
    answers.push(answer);
    const all = byName.get(contender.name) ?? [];
    byName.set(contender.name, [...all, answer.seconds * 1000]);
  }
  requireSame(name, answers);
}

/** A contender that found something else did other work. */
function requireSame(task: string, [first, ...others]: readonly StoreAnswer[]): void {
  const near = (a = 0, b = 0) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
  for (const other of others) {
    if (other.runs?.join() !== first?.runs?.join() || !near(first?.sum, other.sum)) {
      throw new Error(`the contenders disagree: ${task}`);
    }
  }
}
