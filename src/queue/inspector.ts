import type {
  AnswerTo,
  InspectAnswer,
  InspectedModel,
  InspectQuestion,
  InspectReply,
} from '../shared/contract/inspect.ts';
import { fromErrorData, LabError, toLabError } from '../shared/errors.ts';
import { describeExit } from './describeExit.ts';
import { startTimer as realTimer, type StartTimer } from './timers.ts';
import { TrainerConnection } from './trainerConnection.ts';
import type { SpawnTrainer } from './trainerProcess.ts';

/** How long a question may take once the process is ready, and how long an idle process is kept. */
const ANSWER_MS = 60_000;
const IDLE_MS = 60_000;

/** A question that waits for its answer. */
interface Waiting {
  readonly id: number;
  readonly model: InspectedModel;
  readonly question: InspectQuestion;
  readonly resolve: (answer: InspectAnswer) => void;
  readonly reject: (error: LabError) => void;
}

/**
 * Looks into saved models, in a trainer process of its own so that a run in training is not disturbed. The
 * process starts with the first question, stays for a minute after the last, and is replaced when it
 * crashed or did not answer.
 */
export class Inspector {
  readonly #spawnTrainer: SpawnTrainer;
  readonly #startTimer: StartTimer;
  #connection: TrainerConnection | undefined;
  #waiting: readonly Waiting[] = [];
  #cancelTimer: () => void = () => undefined;
  #nextId = 1;
  #isDisposed = false;

  constructor(spawnTrainer: SpawnTrainer, startTimer: StartTimer = realTimer) {
    this.#spawnTrainer = spawnTrainer;
    this.#startTimer = startTimer;
  }

  /** Asks about a model. @throws LabError as the trainer answers, `trainer-crashed` when it does not */
  async ask<K extends InspectQuestion['ask']>(
    model: InspectedModel,
    question: InspectQuestion & { readonly ask: K },
  ): Promise<AnswerTo<K>> {
    const answer = await new Promise<InspectAnswer>((resolve, reject) => {
      const waiting = { id: this.#nextId, model, question, resolve, reject };
      this.#nextId += 1;
      this.#waiting = [...this.#waiting, waiting];
      this.#begin(waiting);
    });
    if (answer.ask !== question.ask) throw beside(question.ask, answer.ask);
    return answer as AnswerTo<K>;
  }

  /** Ends the process; what waits is refused. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const connection = this.#connection;
    this.#lost(connection, ended());
    await connection?.end();
  }

  #begin(waiting: Waiting): void {
    if (this.#isDisposed) {
      this.#failAll(ended());
      return;
    }
    try {
      this.#connection ??= this.#connect();
    } catch (error) {
      this.#failAll(toLabError(error, 'trainer-crashed'));
      return;
    }
    if (this.#connection.isReady) this.#post(this.#connection, waiting);
  }

  #connect(): TrainerConnection {
    const connection: TrainerConnection = new TrainerConnection(
      // One thread: an image is little work, and the rest of the machine may be training.
      this.#spawnTrainer(1),
      {
        onReady: () => this.#waiting.forEach((waiting) => this.#post(connection, waiting)),
        onEvent: ({ event }) => connection.fault(beside('an answer', event.kind)),
        onCalibration: ({ type }) => connection.fault(beside('an answer', type)),
        onInspected: (id, reply) => this.#settle(connection, id, reply),
        onFault: (error) => this.#lost(connection, error),
        onExit: (exit) =>
          this.#lost(connection, describeExit(exit, 'while it looked into a model').error),
      },
      this.#startTimer,
    );
    return connection;
  }

  #post(connection: TrainerConnection, { id, model, question }: Waiting): void {
    connection.post({ type: 'inspect', id, model, question });
    this.#restartTimer(() => connection.fault(tooSlow()), ANSWER_MS);
  }

  #settle(connection: TrainerConnection, id: number, reply: InspectReply): void {
    const found = this.#waiting.find((waiting) => waiting.id === id);
    this.#waiting = this.#waiting.filter((waiting) => waiting !== found);
    if (this.#waiting.length === 0) this.#restartTimer(() => this.#retire(connection), IDLE_MS);
    else this.#restartTimer(() => connection.fault(tooSlow()), ANSWER_MS);
    if (reply.ok) found?.resolve(reply.answer);
    else found?.reject(fromErrorData(reply.error));
  }

  #retire(connection: TrainerConnection): void {
    if (this.#connection === connection) this.#connection = undefined;
    void connection.end();
  }

  #lost(connection: TrainerConnection | undefined, error: LabError): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    this.#cancelTimer();
    this.#failAll(error);
  }

  #failAll(error: LabError): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(error);
  }

  #restartTimer(action: () => void, milliseconds: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#startTimer(action, milliseconds);
  }
}

function tooSlow(): LabError {
  return new LabError({
    code: 'trainer-crashed',
    message: `Looking into the model took more than ${ANSWER_MS / 1000} s and was given up`,
    hint: 'Wait until the machine is less busy, and try again',
  });
}

function ended(): LabError {
  return new LabError({
    code: 'trainer-crashed',
    message: 'The lab was closed before the model was looked into',
  });
}

function beside(expected: string, found: string): LabError {
  return new LabError({
    code: 'trainer-protocol',
    message: `The trainer sent "${found}" where "${expected}" was due`,
    hint: 'Try again, and report this if it happens twice',
  });
}
