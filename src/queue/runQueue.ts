import type { TrainerEvent } from '../shared/contract/trainerProtocol.ts';
import { toLabError, type LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import {
  assertTransition,
  isActive,
  isFinal,
  isResumable,
  type RunState,
} from '../shared/model/runState.ts';
import type { Executor, Job, RunningJob } from './executor.ts';
import { deleted, endedSilently, notTraining } from './queueErrors.ts';
import type { NewRun, RunStore } from './runStore.ts';
import { ToldPositions } from './toldPositions.ts';
import { UnrecordedEnds } from './unrecordedEnds.ts';
import { Waiters } from './waiters.ts';

/** What a queue works with and tells. */
export interface RunQueueOptions {
  readonly store: RunStore;
  readonly executor: Executor;
  /** A run was made, changed state or place, or finished an epoch. */
  readonly onRun: (run: RunSummary) => void;
  /** A trainer's event, after it was recorded. */
  readonly onEvent: (event: TrainerEvent) => void;
  /** Something went wrong that no run can show: a listener threw, or the store refused to begin a run. */
  readonly onFault?: ((error: LabError) => void) | undefined;
}

/** The run that holds the executor. */
interface Current {
  readonly runId: string;
  job?: RunningJob;
  stopRequested: boolean;
  /** Its events no longer count: the store failed it, or the queue is being disposed. */
  detached: boolean;
  /** The disk had no room for its record. */
  isDiskFull: boolean;
}

/**
 * Trains queued runs, one at a time, in their order. The order lives in the store, so it survives a
 * restart; what was training when the last process died is marked interrupted first.
 */
export class RunQueue {
  readonly #options: RunQueueOptions;
  readonly #waiters = new Waiters();
  /** Runs to be trained before all others, also while the queue takes none by itself. */
  readonly #asked: string[] = [];
  readonly #told = new ToldPositions();
  readonly #unrecorded = new UnrecordedEnds();
  #current: Current | undefined;
  #taking = false;
  #recovered = false;
  #scheduled = false;
  #idleResolvers: (() => void)[] = [];
  #isEnding = false;
  #disposal: Promise<void> | undefined;

  constructor(options: RunQueueOptions) {
    this.#options = options;
  }

  /** Marks leftovers of a dead process interrupted; done once, before anything trains. */
  recover(): void {
    if (this.#recovered) return;
    for (const run of this.#options.store.interruptActive()) this.#tell(run);
    this.#recovered = true;
  }

  /** Begins to take queued runs by itself. */
  start(): void {
    this.recover();
    this.#taking = true;
    this.#schedule();
  }

  /** Makes a run at the end of the queue. */
  enqueue(request: NewRun): RunSummary {
    return this.adopt(this.#options.store.enqueueRun(request));
  }

  /** Tells of a run that was made otherwise than by `enqueue`, and takes it when its turn comes. */
  adopt(run: RunSummary): RunSummary {
    this.#tell(run);
    this.#schedule();
    return run;
  }

  /** Makes several runs at the end of the queue, or none of them. */
  enqueueAll(requests: readonly NewRun[]): readonly RunSummary[] {
    const runs = this.#options.store.enqueueRuns(requests);
    for (const run of runs) this.#tell(run);
    this.#schedule();
    return runs;
  }

  /**
   * Trains a queued run as soon as the executor is free, before all others and also when the queue was
   * never started; the others then stay queued.
   *
   * @returns the run when it is over
   */
  train(runId: string): Promise<RunSummary> {
    this.recover();
    this.#asked.push(runId);
    this.#schedule();
    return this.whenOver(runId);
  }

  /**
   * Resolves when the run is over; when the queue is disposed first, with the run as it
   * is then. @throws LabError when it is deleted, or the store refuses to begin it
   */
  async whenOver(runId: string): Promise<RunSummary> {
    return this.#waiters.wait(this.#options.store.getSummary(runId), ({ state }) => isFinal(state));
  }

  /**
   * Stops a run: a queued one at once, a training one after its current step.
   *
   * @returns the run when it is over
   * @throws LabError `illegal-state` when it already is
   */
  async stop(runId: string): Promise<RunSummary> {
    const current = this.#holding(runId);
    if (current === undefined) {
      const run = this.#options.store.transition(runId, 'stopped');
      this.#tell(run);
      this.#tellPositions();
      return run;
    }
    current.stopRequested = true;
    current.job?.stop();
    return this.whenOver(runId);
  }

  /**
   * Lets a training run end after the epoch that it is in; a paused one first has to go on.
   *
   * @returns the run as it is now
   * @throws LabError `illegal-state` when it does not train
   */
  stopAfterEpoch(runId: string): RunSummary {
    const current = this.#holding(runId);
    const run = this.#options.store.getSummary(runId);
    if (current?.job === undefined) throw notTraining(run);
    current.job.stopAfterEpoch();
    return run;
  }

  /** Pauses the training run. @returns the run when it is paused, or over. @throws LabError `illegal-state` */
  async pause(runId: string): Promise<RunSummary> {
    return this.#ask(runId, 'paused', (job) => job.pause());
  }

  /**
   * Lets a paused run go on, or puts one that was stopped, failed or interrupted at the end of the queue,
   * to go on from its last checkpoint.
   *
   * @returns the run when it trains again or waits in the queue, or is over
   * @throws LabError `illegal-state`
   */
  async resume(runId: string): Promise<RunSummary> {
    const { store } = this.#options;
    if (isResumable(store.getSummary(runId).state))
      return this.adopt(store.transition(runId, 'queued'));
    return this.#ask(runId, 'running', (job) => job.resume());
  }

  /** Puts a queued run at a place counted from 1. @throws LabError `illegal-state` */
  move(runId: string, position: number): RunSummary {
    const run = this.#options.store.moveQueued(runId, position);
    this.#tellPositions();
    return run;
  }

  /** Deletes runs that do not train. @returns names of their folders. @throws LabError `illegal-state` */
  remove(runIds: readonly string[]): readonly string[] {
    const folders = this.#options.store.deleteRuns(runIds);
    for (const id of runIds) {
      this.#told.forget(id);
      this.#waiters.fail(id, deleted(id));
    }
    this.#tellPositions();
    return folders;
  }

  /** Takes notice of queued runs that the store has from elsewhere. */
  refresh(): void {
    this.#tellPositions();
    this.#schedule();
  }

  /** Resolves when nothing trains and nothing is about to. */
  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idleResolvers.push(resolve));
  }

  /** Ends the executor's processes; what trains becomes interrupted, unless it was being stopped. */
  dispose(): Promise<void> {
    this.#disposal ??= this.#dispose();
    return this.#disposal;
  }

  async #dispose(): Promise<void> {
    this.#isEnding = true;
    this.#taking = false;
    this.#asked.length = 0;
    const current = this.#current;
    if (current && !current.stopRequested) this.#interrupt(current);
    await this.#options.executor.dispose();
    await current?.job?.done;
    if (current) this.#interrupt(current);
    this.#current = undefined;
    this.#attempt(() => this.#waiters.release((runId) => this.#options.store.getSummary(runId)));
    this.#settleIdle();
  }

  #interrupt(current: Current): void {
    current.detached = true;
    this.#attempt(() => {
      const { store } = this.#options;
      if (!isActive(store.getSummary(current.runId).state)) return;
      this.#tell(store.transition(current.runId, 'interrupted'));
    });
  }

  #holding(runId: string): Current | undefined {
    const { state } = this.#options.store.getSummary(runId);
    return this.#current?.runId === runId && isActive(state) ? this.#current : undefined;
  }

  async #ask(runId: string, to: RunState, command: (job: RunningJob) => void): Promise<RunSummary> {
    const run = this.#options.store.getSummary(runId);
    const job = this.#holding(runId)?.job;
    if (job === undefined) throw notTraining(run);
    assertTransition(run.state, to);
    // Waiting first, for the answer may come before the command has returned.
    const reached = this.#waiters.wait(run, ({ state }) => state === to || isFinal(state));
    command(job);
    return reached;
  }

  /** Soon rather than now, so that whoever enqueues several sees them all queued first. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#takeNext();
      this.#settleIdle();
    });
  }

  #takeNext(): void {
    if (this.#current || this.#isEnding) return;
    let runId: string | undefined;
    try {
      this.#recordEnds();
      runId = this.#nextAsked() ?? this.#nextInLine();
      if (runId !== undefined) this.#begin(runId);
    } catch (error) {
      // The queue rests until something is asked of it: what refused one run would refuse the next.
      const fault = toLabError(error, 'store-unavailable');
      if (runId !== undefined) this.#waiters.fail(runId, fault);
      this.#report(fault);
    }
  }

  #nextAsked(): string | undefined {
    for (let id = this.#asked.shift(); id !== undefined; id = this.#asked.shift()) {
      if (this.#options.store.getSummary(id).state === 'queued') return id;
    }
    return undefined;
  }

  #nextInLine(): string | undefined {
    return this.#taking ? this.#options.store.nextQueued()?.id : undefined;
  }

  #begin(runId: string): void {
    const { store, executor } = this.#options;
    const { spec, summary, lastSeq, cost } = store.getRun(runId);
    const { epochsDone } = summary;
    const goesOn = lastSeq > 0 || epochsDone > 0;
    const job: Job = {
      runId,
      spec,
      ...(goesOn && { resume: { epochsDone, lastSeq } }),
      ...(cost.forced && { force: true }),
    };
    // Before the trainer is even up: a run that takes the program down must not be taken again.
    const run = store.transition(runId, 'running');
    const current: Current = { runId, stopRequested: false, detached: false, isDiskFull: false };
    this.#current = current;
    this.#tell(run);
    this.#tellPositions();
    try {
      current.job = executor.execute(job, (event) => this.#receive(current, event));
    } catch (error) {
      this.#fail(current, toLabError(error, 'trainer-crashed'));
      this.#end(current);
      return;
    }
    if (current.stopRequested || current.detached) current.job.stop();
    void current.job.done.then(() => this.#end(current));
  }

  #receive(current: Current, event: TrainerEvent): void {
    if (current.detached) return;
    // The trainer was ended on purpose; that is no failure of the run's.
    const { kind } = event.event;
    if (this.#isEnding && (kind === 'failed' || kind === 'interrupted')) return;
    let run: RunSummary;
    try {
      run = this.#options.store.record(event);
    } catch (error) {
      const fault = toLabError(error, 'store-unavailable');
      current.isDiskFull = fault.code === 'disk-full';
      this.#fail(current, fault);
      current.job?.stop();
      return;
    }
    this.#attempt(() => this.#options.onEvent(event));
    if (kind !== 'progress') this.#tell(run);
  }

  /** Ends a run that cannot be recorded any further; where not even that can, before the next run. */
  #fail(current: Current, error: LabError): void {
    current.detached = true;
    this.#unrecorded.add(current.runId, error);
    this.#attempt(() => this.#recordEnds());
  }

  #recordEnds(): void {
    this.#unrecorded.record(this.#options.store, (run) => this.#tell(run));
  }

  #end(current: Current): void {
    if (this.#isEnding) return;
    const { runId } = current;
    this.#attempt(() => {
      if (this.#unrecorded.of(runId)) this.#recordEnds();
      // The executor broke its promise.
      else if (isActive(this.#options.store.getSummary(runId).state)) {
        this.#fail(current, endedSilently());
      }
    });
    const unrecorded = this.#unrecorded.of(runId);
    if (unrecorded) this.#waiters.fail(runId, unrecorded);
    this.#current = undefined;
    // Where the disk is full, the next run would only meet the same end.
    if (current.isDiskFull) this.#settleIdle();
    else this.#schedule();
  }

  #tell(run: RunSummary): void {
    this.#told.note(run);
    this.#attempt(() => this.#options.onRun(run));
    this.#waiters.notify(run);
  }

  /** Tells of every queued run whose place is not the one told last. */
  #tellPositions(): void {
    for (const run of this.#told.changed(this.#options.store.queued())) this.#tell(run);
  }

  /** Keeps a fault outside a run from ending the queue. */
  #attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#report(toLabError(error));
    }
  }

  #report(error: LabError): void {
    try {
      this.#options.onFault?.(error);
    } catch {
      // Who listens to faults has one: there is nobody left to tell.
    }
  }

  #isIdle(): boolean {
    return this.#current === undefined && !this.#scheduled;
  }

  #settleIdle(): void {
    if (!this.#isIdle()) return;
    const resolvers = this.#idleResolvers;
    this.#idleResolvers = [];
    for (const resolve of resolvers) resolve();
  }
}
