import {
  TRAINER_PROTOCOL,
  trainerMessageSchema,
  type TrainerCommand,
  type TrainerEvent,
  type TrainerMessage,
} from '../shared/contract/trainerProtocol.ts';
import type { InspectReply } from '../shared/contract/inspect.ts';
import { LabError } from '../shared/errors.ts';
import type { StartTimer } from './timers.ts';
import type { TrainerExit, TrainerProcess } from './trainerProcess.ts';

/** What becomes of a trainer process. After `onFault` or `onExit` nothing more is told. */
export interface ConnectionListener {
  /** It speaks our protocol and takes commands. */
  readonly onReady: () => void;
  readonly onEvent: (event: TrainerEvent) => void;
  /** What came of `calibrate`. */
  readonly onCalibration: (outcome: CalibrationOutcome) => void;
  /** It has looked into a model; without this it may not say so. */
  readonly onInspected?: (id: number, reply: InspectReply) => void;
  /** It said something wrong, or nothing at all, and was killed. */
  readonly onFault: (error: LabError) => void;
  readonly onExit: (exit: TrainerExit) => void;
}

/** What came of a calibration. */
export type CalibrationOutcome = Extract<
  TrainerMessage,
  { readonly type: 'calibrated' | 'notCalibrated' }
>;

/**
 * How long a trainer with a run in hand may say nothing. It gives signs of life every few seconds, but
 * one step of a very large network can take minutes.
 */
const SILENCE_MS = 300_000;
/** Then it has this long for a last word: after the machine has slept, timers come before messages. */
const LAST_WORD_MS = 15_000;
/** How long a trainer may take to load TensorFlow and say that it is ready. */
const HANDSHAKE_MS = 60_000;
/** How long an ending trainer has before each harder way. */
const GRACE_MS = 3_000;

type State = 'starting' | 'ready' | 'faulty' | 'gone';

/** One trainer process, spoken to only while it lives and believed only while it makes sense. */
export class TrainerConnection {
  readonly #process: TrainerProcess;
  readonly #listener: ConnectionListener;
  readonly #startTimer: StartTimer;
  readonly #cancelHandshake: () => void;
  readonly #gone: Promise<void>;
  #resolveGone: () => void = () => undefined;
  #cancelWatch: () => void = () => undefined;
  #isWatched = false;
  #state: State = 'starting';

  constructor(process: TrainerProcess, listener: ConnectionListener, startTimer: StartTimer) {
    this.#process = process;
    this.#listener = listener;
    this.#startTimer = startTimer;
    this.#gone = new Promise((resolve) => {
      this.#resolveGone = resolve;
    });
    this.#cancelHandshake = startTimer(() => this.#fault(silent()), HANDSHAKE_MS);
    process.onMessage((message) => this.#receive(message));
    process.onExit((exit) => this.#exited(exit));
  }

  /** Whether commands are taken. */
  get isReady(): boolean {
    return this.#state === 'ready';
  }

  /** Posts a command, if the process still lives. */
  post(command: TrainerCommand): void {
    if (this.#state !== 'ready') return;
    try {
      this.#process.post(command);
    } catch {
      // Its end is already on the way to us, and tells more than a closed channel.
    }
  }

  /** Begins or ends to expect signs of life: while a run is in hand, one that hangs is ended. */
  watch(expected: boolean): void {
    this.#isWatched = expected;
    this.#cancelWatch();
    if (expected && this.#state === 'ready') this.#expectLife();
  }

  #expectLife(): void {
    this.#cancelWatch();
    this.#cancelWatch = this.#startTimer(() => {
      this.#cancelWatch = this.#startTimer(() => this.#fault(hanging()), LAST_WORD_MS);
    }, SILENCE_MS);
  }

  /** Ends the process without asking, because of something it said. */
  fault(error: LabError): void {
    this.#fault(error);
  }

  /** Asks the process to end, then insists: SIGTERM, SIGKILL. Resolves when it is gone or past help. */
  async end(): Promise<void> {
    if (this.#state === 'gone') return;
    this.post({ type: 'shutdown' });
    // One that never was ready hears no command.
    if (this.#state === 'starting') this.#process.kill('SIGTERM');
    const steps = [
      () => this.#process.kill('SIGTERM'),
      () => this.#process.kill('SIGKILL'),
      () => this.#resolveGone(),
    ];
    const cancels = steps.map((step, index) => this.#startTimer(step, GRACE_MS * (index + 1)));
    await this.#gone;
    for (const cancel of cancels) cancel();
    this.#cancelHandshake();
  }

  #receive(message: unknown): void {
    if (this.#state === 'faulty' || this.#state === 'gone') return;
    const parsed = trainerMessageSchema.safeParse(message);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      this.#fault(unreadable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`));
    } else if (parsed.data.type === 'ready') this.#greet(parsed.data.protocol);
    else if (this.#state === 'starting') this.#fault(unreadable('an event before "ready"'));
    else this.#hear(parsed.data);
  }

  #hear(message: Exclude<TrainerMessage, { readonly type: 'ready' }>): void {
    if (this.#isWatched) this.#expectLife();
    if (message.type === 'event') this.#listener.onEvent(message.event);
    else if (message.type === 'inspected') this.#tellInspected(message.id, message.reply);
    else if (message.type !== 'alive') this.#listener.onCalibration(message);
  }

  #tellInspected(id: number, reply: InspectReply): void {
    if (this.#listener.onInspected) this.#listener.onInspected(id, reply);
    else this.#fault(unreadable('an answer that nobody asked for'));
  }

  #greet(protocol: number): void {
    this.#cancelHandshake();
    if (protocol !== TRAINER_PROTOCOL) this.#fault(foreign(protocol));
    else if (this.#state === 'starting') {
      this.#state = 'ready';
      this.#listener.onReady();
    }
  }

  #fault(error: LabError): void {
    if (this.#state === 'faulty' || this.#state === 'gone') return;
    this.#state = 'faulty';
    this.#cancelHandshake();
    this.#cancelWatch();
    this.#process.kill('SIGKILL');
    this.#listener.onFault(error);
  }

  /** Electron has been seen to tell of one exit twice. */
  #exited(exit: TrainerExit): void {
    if (this.#state === 'gone') return;
    const wasFaulty = this.#state === 'faulty';
    this.#state = 'gone';
    this.#cancelHandshake();
    this.#cancelWatch();
    this.#resolveGone();
    if (!wasFaulty) this.#listener.onExit(exit);
  }
}

const REPORT = 'Reinstall Atelier if its parts were mixed; otherwise report this';

function unreadable(detail: string): LabError {
  return new LabError({
    code: 'trainer-protocol',
    message: 'The trainer said something that makes no sense, and was ended',
    hint: REPORT,
    context: { detail },
  });
}

function foreign(protocol: number): LabError {
  return new LabError({
    code: 'trainer-protocol',
    message: `The trainer speaks version ${protocol} of the protocol; this program speaks ${TRAINER_PROTOCOL}`,
    hint: REPORT,
    context: { protocol, expected: TRAINER_PROTOCOL },
  });
}

function silent(): LabError {
  return new LabError({
    code: 'trainer-crashed',
    message: `The trainer did not become ready within ${HANDSHAKE_MS / 1000} s`,
    hint: 'Check the installation with: npm run lab -- doctor',
  });
}

function hanging(): LabError {
  return new LabError({
    code: 'trainer-silent',
    message: `The trainer has given no sign of life for ${SILENCE_MS / 60_000} min, and was ended`,
    hint: 'Go on with the run, or train it again; the epochs done so far are kept',
    context: { silentMs: SILENCE_MS + LAST_WORD_MS },
  });
}
