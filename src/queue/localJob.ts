import {
  endsRun,
  type TrainerCommand,
  type TrainerEvent,
  type TrainerEventBody,
} from '../shared/contract/trainerProtocol.ts';
import { LabError } from '../shared/errors.ts';
import type { Loss } from './describeExit.ts';
import type { Job } from './executor.ts';

/** What a trainer is told of its run on the way. */
export type Control = Extract<TrainerCommand['type'], 'pause' | 'resume' | 'stopAfterEpoch'>;

/** A job on its way through the local trainer: what it was told and how far it said to be. */
export class LocalJob {
  readonly job: Job;
  readonly done: Promise<void>;
  readonly #listener: (event: TrainerEvent) => void;
  #resolveDone: () => void = () => undefined;
  #lastSeq: number;
  #isOver = false;
  #isPosted = false;
  #waiting: readonly Control[] = [];

  constructor(job: Job, listener: (event: TrainerEvent) => void) {
    this.job = job;
    this.#listener = listener;
    this.#lastSeq = job.resume?.lastSeq ?? 0;
    this.done = new Promise((resolve) => {
      this.#resolveDone = resolve;
    });
  }

  /** Its last event was delivered. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The trainer knows of it. */
  get isPosted(): boolean {
    return this.#isPosted;
  }

  /** Keeps a command until the trainer knows of the job. */
  keep(control: Control): void {
    this.#waiting = [...this.#waiting, control];
  }

  /** Marks the job posted. @returns the commands kept so far, in order */
  posted(): readonly Control[] {
    this.#isPosted = true;
    return this.#waiting;
  }

  /**
   * Delivers what the trainer said, once.
   *
   * @throws LabError `trainer-protocol` for another run's event or a gap
   */
  deliver({ runId, seq, event }: TrainerEvent): void {
    if (this.#isOver) return;
    if (runId !== this.job.runId) throw outOfTurn(this.job.runId, `an event of run ${runId}`);
    if (seq <= this.#lastSeq) return;
    if (seq > this.#lastSeq + 1) {
      throw outOfTurn(runId, `event ${seq} where event ${this.#lastSeq + 1} was due`);
    }
    this.#emit(event);
  }

  /** Ends the job in the trainer's place, by default as failed. Never throws. */
  fail(error: LabError, kind: Loss['kind'] = 'failed'): void {
    try {
      this.#emit({ kind, error: error.toData() });
    } catch {
      // A listener that cannot hear of a failure cannot be told of its own either.
    }
  }

  /** Ends the job as stopped before the trainer knew of it. */
  stopUnposted(): void {
    this.#emit({
      kind: 'finished',
      outcome: 'stopped',
      artifacts: [],
      seconds: 0,
      peakBytes: null,
    });
  }

  #emit(event: TrainerEventBody): void {
    if (this.#isOver) return;
    this.#lastSeq += 1;
    this.#isOver = endsRun(event.kind);
    try {
      this.#listener({ runId: this.job.runId, seq: this.#lastSeq, event });
    } finally {
      if (this.#isOver) this.#resolveDone();
    }
  }
}

function outOfTurn(runId: string, found: string): LabError {
  return new LabError({
    code: 'trainer-protocol',
    message: `The trainer sent ${found}, and was ended`,
    hint: 'Train the run again, and report this if it happens twice',
    context: { runId },
  });
}
