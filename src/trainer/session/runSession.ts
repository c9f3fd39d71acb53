import type { FinishedEvent, TrainerCommand } from '../../shared/contract/trainerProtocol.ts';
import { parseSpec } from '../../shared/spec/experimentSpec.ts';
import type { DatasetCache } from '../datasets/datasetCache.ts';
import { modelFiles } from '../model/modelFiles.ts';
import { storageFault } from '../files/storageFault.ts';
import { writeFolder } from '../files/writeFolder.ts';
import { proceed } from './activeRun.ts';
import { describeFailure } from './describeFailure.ts';
import { evaluateTest } from './evaluateTest.ts';
import type { EventSender } from './eventSender.ts';
import { createOwner, type Owner } from './owner.ts';
import { startPeakMeter } from './peakMeter.ts';
import { prepareRun, type PreparedRun } from './prepareRun.ts';
import { assertSameData, findCheckpoint } from './resumeRun.ts';
import type { RunControl } from './runControl.ts';
import { startStopwatch } from './stopwatch.ts';
import { trainEpochs, type TrainedRun } from './trainEpochs.ts';

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
    const failure = describeFailure(error).toData();
    tools.emit({ kind: 'log', level: 'error', message: failure.message });
    tools.emit({ kind: 'failed', error: failure });
    owner.dispose();
  }
}

async function train(
  command: StartCommand,
  { datasets, control, emit: tell }: SessionTools,
  owner: Owner,
): Promise<FinishedEvent> {
  const { dataset: description, datasetDir, runDir, execution, force = false } = command;
  const memory = startPeakMeter();
  const emit: EventSender = (event) => {
    memory.sample();
    tell(event);
  };
  const spec = parseSpec(command.spec, [description]);
  const found = await findCheckpoint(command, spec.training.keepBest, emit);
  const checkpoint = found?.checkpoint ?? null;
  const stopwatch = startStopwatch(() => performance.now(), checkpoint?.seconds);
  const dataset = await datasets.load(description, datasetDir);
  if (checkpoint !== null) assertSameData(checkpoint, dataset);
  const preparation = {
    ...{ spec, dataset, runDir, checkpoint, keptBefore: found?.best ?? null },
    ...{ execution, control, emit, stopwatch, force },
  };
  const prepared = prepareRun(preparation, owner);
  const trained = await trainWithCheckpoints(prepared);
  // Before the test set is touched, so that nothing later can lose the weights.
  const artifacts = await saveModel(prepared, runDir);
  const completed = trained.complete && (await evaluateTest(prepared.run, dataset.test));
  const outcome = completed ? 'completed' : 'stopped';
  emit({ kind: 'log', level: 'info', message: `The model is saved; the run is ${outcome}` });
  const { stoppedEarly, keptEpoch } = trained;
  return {
    kind: 'finished',
    outcome,
    artifacts,
    seconds: stopwatch.seconds(),
    peakBytes: memory.peak(),
    ending: { stoppedEarly, keptEpoch },
  };
}

/**
 * Trains, and does not leave before the last checkpoint is on disk, whatever became of the training: where the
 * disk refuses it, the run waits until there is room or a person stops it.
 */
async function trainWithCheckpoints({ run }: PreparedRun): Promise<TrainedRun> {
  try {
    const trained = await trainEpochs(run);
    while (!(await run.checkpoints.settle())) {
      if (!(await proceed(run))) return { ...trained, complete: false };
    }
    return trained;
  } finally {
    await run.checkpoints.settle();
  }
}

/** Writes the model; where the disk refuses it, the run waits. @throws LabError when it is stopped then */
async function saveModel(
  { run, model }: PreparedRun,
  runDir: string,
): Promise<FinishedEvent['artifacts']> {
  run.program.writeBack();
  const files = await modelFiles(model);
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  for (;;) {
    try {
      return [...(await writeFolder(runDir, 'model', files))];
    } catch (error) {
      const fault = await storageFault(error, { what: 'the model', folder: runDir, bytes });
      if (fault === null) throw error;
      run.control.hold(fault);
      if (!(await proceed(run))) throw fault;
    }
  }
}
