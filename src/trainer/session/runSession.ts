import type { FinishedEvent, TrainerCommand } from '../../shared/contract/trainerProtocol.ts';
import { parseSpec } from '../../shared/spec/experimentSpec.ts';
import type { DatasetCache } from '../datasets/datasetCache.ts';
import { modelFiles } from '../model/modelFiles.ts';
import { writeFolder } from '../model/writeFolder.ts';
import { describeFailure } from './describeFailure.ts';
import { evaluateTest } from './evaluateTest.ts';
import type { EventSender } from './eventSender.ts';
import { createOwner, type Owner } from './owner.ts';
import { prepareRun, type PreparedRun } from './prepareRun.ts';
import type { RunControl } from './runControl.ts';
import { startStopwatch, type Stopwatch } from './stopwatch.ts';
import { trainEpochs } from './trainEpochs.ts';

/** The command that starts a run. */
export type StartCommand = Extract<TrainerCommand, { readonly type: 'start' }>;

/** What a session works with. */
export interface SessionTools {
  readonly datasets: DatasetCache;
  readonly control: RunControl;
  readonly emit: EventSender;
}

/**
 * Trains one run from its spec to its end. Never rejects: what goes wrong is the run's last event,
 * and everything the run held is freed.
 */
export async function runSession(command: StartCommand, tools: SessionTools): Promise<void> {
  const owner = createOwner();
  try {
    const finished = await train(command, tools, owner);
    owner.dispose();
    tools.emit(finished);
  } catch (error) {
    tools.emit({ kind: 'failed', error: describeFailure(error).toData() });
    owner.dispose();
  }
}

async function train(
  { spec: received, dataset: description, datasetDir, runDir }: StartCommand,
  { datasets, control, emit }: SessionTools,
  owner: Owner,
): Promise<FinishedEvent> {
  const spec = parseSpec(received, [description]);
  const stopwatch = startStopwatch();
  const dataset = await datasets.load(description, datasetDir);
  const prepared = prepareRun({ spec, dataset, control, emit, stopwatch }, owner);
  const trained = await trainEpochs(prepared.run);
  // Before the test set is touched, so that nothing later can lose the weights.
  const artifacts = await saveModel(prepared, runDir);
  const completed = trained && (await evaluateTest(prepared.run, dataset.test));
  return finish(completed ? 'completed' : 'stopped', artifacts, stopwatch);
}

async function saveModel(
  { run, model }: PreparedRun,
  runDir: string,
): Promise<FinishedEvent['artifacts']> {
  run.program.writeBack();
  return [...(await writeFolder(runDir, 'model', await modelFiles(model)))];
}

function finish(
  outcome: FinishedEvent['outcome'],
  artifacts: FinishedEvent['artifacts'],
  stopwatch: Stopwatch,
): FinishedEvent {
  return { kind: 'finished', outcome, artifacts, seconds: stopwatch.seconds() };
}
