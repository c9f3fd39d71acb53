import type { DatasetDescription } from '../shared/dataset/datasetDescription.ts';
import type { MeasuredCalibration } from '../shared/cost/calibration.ts';
import type { ExecutionOrder } from '../shared/contract/execution.ts';
import type { TrainerEvent } from '../shared/contract/trainerProtocol.ts';
import { LabError, toLabError } from '../shared/errors.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { describeExit, type Loss } from './describeExit.ts';
import type { Executor, Job, RunningJob } from './executor.ts';
import { LocalJob, type Control } from './localJob.ts';
import { PendingCalibration } from './pendingCalibration.ts';
import { startTimer as realTimer, type StartTimer } from './timers.ts';
import { TrainerConnection } from './trainerConnection.ts';
import type { SpawnTrainer } from './trainerProcess.ts';

/** A data set and where its files lie. */
export interface LocatedDataset {
  readonly description: DatasetDescription;
  readonly directory: string;
}

/** What the local executor works with. */
export interface LocalExecutorOptions {
  readonly spawnTrainer: SpawnTrainer;
  /** A data set, and the folder with its files. @throws LabError `dataset-missing` */
  readonly locate: (datasetId: string) => LocatedDataset;
  /** A run's own folder, made by the trainer. */
  readonly runDir: (runId: string) => string;
  /** How this machine trains a spec. */
  readonly plan: (spec: ExperimentSpec) => ExecutionOrder;
  /** Tests bring their own. */
  readonly startTimer?: StartTimer;
}

/**
 * Trains in one process on this machine. The process starts with the first run, stays warm for the next,
 * and is replaced when it crashed, spoke nonsense, or has another number of threads than a run needs.
 */
export class LocalExecutor implements Executor {
  readonly #options: LocalExecutorOptions;
  #connection: TrainerConnection | undefined;
  #threads: number | null = null;
  #order: ExecutionOrder | undefined;
  #job: LocalJob | undefined;
  readonly #calibration = new PendingCalibration();
  #isDisposed = false;

  constructor(options: LocalExecutorOptions) {
    this.#options = options;
  }

  /** @throws LabError `illegal-state` while another job trains */
  execute(job: Job, listener: (event: TrainerEvent) => void): RunningJob {
    if (this.#job && !this.#job.isOver) throw busy(this.#job.job.runId);
    const local = new LocalJob(job, listener);
    this.#job = local;
    // The caller has the running job in hand before its first event.
    queueMicrotask(() => this.#begin(local));
    return {
      stop: () => this.#stop(local),
      stopAfterEpoch: () => this.#control(local, 'stopAfterEpoch'),
      pause: () => this.#control(local, 'pause'),
      resume: () => this.#control(local, 'resume'),
      done: local.done,
    };
  }

  /**
   * Measures how fast this machine works, in the trainer, while it trains nothing.
   *
   * @param threads within one operation; null leaves their number to TensorFlow
   * @throws LabError `illegal-state` while a job trains; whatever ended the trainer
   */
  calibrate(threads: number | null): Promise<MeasuredCalibration> {
    if (this.#job && !this.#job.isOver) return Promise.reject(busy(this.#job.job.runId));
    if (this.#isDisposed) return Promise.reject(disposed());
    if (this.#calibration.isWanted) return this.#calibration.wait();
    // Before anyone waits: whoever does is told when a run takes the process away.
    this.#replaceUnless(threads);
    const measured = this.#calibration.wait();
    try {
      this.#connection ??= this.#connect(threads);
      this.#connection.post({ type: 'calibrate' });
    } catch (error) {
      this.#calibration.fail(notStarted(error));
    }
    return measured;
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const job = this.#job;
    if (job) this.#stop(job);
    await this.#connection?.end();
    this.#calibration.fail(disposed());
    job?.fail(disposed());
  }

  #begin(job: LocalJob): void {
    if (job.isOver) return;
    if (this.#isDisposed) {
      job.fail(disposed());
      return;
    }
    try {
      this.#order = this.#options.plan(job.job.spec);
      this.#replaceUnless(this.#order.threads);
      this.#connection ??= this.#connect(this.#order.threads);
    } catch (error) {
      job.fail(notStarted(error));
      return;
    }
    if (this.#connection.isReady) this.#postStart(this.#connection);
  }

  /** Lets the process go that has another number of threads. */
  #replaceUnless(threads: number | null): void {
    if (this.#connection === undefined || this.#threads === threads) return;
    const old = this.#connection;
    this.#connection = undefined;
    const runId = this.#job?.job.runId;
    if (runId !== undefined) this.#calibration.fail(busy(runId));
    void old.end();
  }

  #connect(threads: number | null): TrainerConnection {
    const { spawnTrainer, startTimer = realTimer } = this.#options;
    const connection: TrainerConnection = new TrainerConnection(
      spawnTrainer(threads),
      {
        onReady: () => {
          if (this.#calibration.isWanted) connection.post({ type: 'calibrate' });
          this.#postStart(connection);
        },
        onEvent: (event) => this.#receive(connection, event),
        onCalibration: (outcome) => this.#calibration.settle(outcome),
        onFault: (error) => this.#lost(connection, { kind: 'failed', error }),
        onExit: (exit) => {
          const when = this.#job?.isPosted ? 'while training' : 'before it was ready';
          const forced = this.#job?.job.force === true;
          this.#lost(connection, describeExit(exit, when, forced));
        },
      },
      startTimer,
    );
    this.#threads = threads;
    return connection;
  }

  #postStart(connection: TrainerConnection): void {
    const job = this.#job;
    const execution = this.#order;
    if (job === undefined || execution === undefined || job.isOver || job.isPosted) return;
    const located = this.#locate(job);
    if (located === null) return;
    const { runId } = job.job;
    connection.post({
      type: 'start',
      ...job.job,
      dataset: located.description,
      datasetDir: located.directory,
      runDir: this.#options.runDir(runId),
      execution,
    });
    connection.watch(true);
    for (const type of job.posted()) connection.post({ type, runId });
  }

  /** @returns null where the data set is gone, and then the job has failed */
  #locate(job: LocalJob): LocatedDataset | null {
    try {
      return this.#options.locate(job.job.spec.dataset.id);
    } catch (error) {
      job.fail(toLabError(error));
      return null;
    }
  }

  #receive(connection: TrainerConnection, event: TrainerEvent): void {
    try {
      if (this.#job === undefined || this.#job.isOver) throw unasked(event);
      this.#job.deliver(event);
      if (this.#job.isOver) connection.watch(false);
    } catch (error) {
      connection.fault(toLabError(error));
    }
  }

  /** The process is gone or was given up, and with it whatever it had in hand. */
  #lost(connection: TrainerConnection, { kind, error }: Loss): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    this.#calibration.fail(error);
    this.#job?.fail(error, kind);
  }

  #stop(job: LocalJob): void {
    if (job.isOver) return;
    if (job.isPosted) this.#connection?.post({ type: 'stop', runId: job.job.runId });
    else job.stopUnposted();
  }

  #control(job: LocalJob, type: Control): void {
    if (job.isOver) return;
    if (job.isPosted) this.#connection?.post({ type, runId: job.job.runId });
    else job.keep(type);
  }
}

function busy(runId: string): LabError {
  return new LabError({
    code: 'illegal-state',
    message: 'The trainer already has a run in hand',
    hint: 'Wait until it is over',
    context: { runId },
  });
}

function notStarted(cause: unknown): LabError {
  const { message } = toLabError(cause);
  return new LabError({
    code: 'trainer-crashed',
    message: `The trainer could not be started: ${message}`,
    hint: 'Check the installation with: npm run lab -- doctor',
    cause,
  });
}

function unasked({ runId, event }: TrainerEvent): LabError {
  return new LabError({
    code: 'trainer-protocol',
    message: `The trainer sent "${event.kind}" with no run in hand`,
    context: { runId },
  });
}

function disposed(): LabError {
  return new LabError({
    code: 'trainer-crashed',
    message: 'The trainer was ended with the lab',
    hint: 'The epochs done so far are kept',
  });
}
