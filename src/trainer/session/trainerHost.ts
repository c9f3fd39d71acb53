import { assertNever } from '../../shared/assertNever.ts';
import type {
  InspectAnswer,
  InspectedModel,
  InspectQuestion,
} from '../../shared/contract/inspect.ts';
import {
  TRAINER_PROTOCOL,
  trainerCommandSchema,
  type TrainerCommand,
  type TrainerEvent,
} from '../../shared/contract/trainerProtocol.ts';
import type { MeasuredCalibration } from '../../shared/cost/calibration.ts';
import type { LabErrorInit } from '../../shared/errors.ts';
import { LabError } from '../../shared/errors.ts';
import type { DatasetCache } from '../datasets/datasetCache.ts';
import type { TrainerPort } from '../port/trainerPort.ts';
import { describeFailure } from './describeFailure.ts';
import { createEventSender, type EventSender } from './eventSender.ts';
import { log } from './log.ts';
import { refuseCommand } from './refuseCommand.ts';
import { createRunControl, type RunControl } from './runControl.ts';
import type { SessionTools, StartCommand } from './runSession.ts';

/** Between two signs of life; they come late where a step takes longer. */
const PULSE_MS = 5_000;

/** What a host works with. */
export interface HostTools {
  readonly port: TrainerPort;
  readonly datasets: DatasetCache;
  /** Trains one run; never rejects. */
  readonly session: (command: StartCommand, tools: SessionTools) => Promise<void>;
  /** Measures how fast the machine works; blocks for some seconds. */
  readonly calibrate: () => MeasuredCalibration;
  /** Looks into a saved model. @throws LabError */
  readonly inspect: (model: InspectedModel, question: InspectQuestion) => Promise<InspectAnswer>;
  /** Ends the process. */
  readonly exit: (code: number) => void;
}

type InspectCommand = Extract<TrainerCommand, { readonly type: 'inspect' }>;

/** The run that is being trained. */
interface Current {
  readonly runId: string;
  readonly control: RunControl;
  readonly emit: EventSender;
}

/** Obeys commands, one run at a time, and survives runs that fail. */
export class TrainerHost {
  readonly #tools: HostTools;
  #current: Current | null = null;
  #leaving = false;

  constructor(tools: HostTools) {
    this.#tools = tools;
  }

  /** Begins to listen, and says so. */
  open(): void {
    this.#tools.port.onMessage((message) => this.#receive(message));
    this.#tools.port.post({ type: 'ready', protocol: TRAINER_PROTOCOL, pid: process.pid });
  }

  /** Ends the current run as failed and the process with status 1, after an error nobody caught. */
  async crash(error: unknown): Promise<void> {
    this.#current?.emit({ kind: 'failed', error: describeFailure(error).toData() });
    await this.#tools.port.drain();
    this.#tools.exit(1);
  }

  #receive(message: unknown): void {
    const parsed = trainerCommandSchema.safeParse(message);
    if (parsed.success) {
      this.#obey(parsed.data);
      return;
    }
    const refusal = refuseCommand(message, parsed.error);
    log(refusal.error.message);
    if (refusal.runId !== null) {
      this.#refuseRun(refusal.runId, refusal.error, refusal.lastSeq);
    }
  }

  #obey(command: TrainerCommand): void {
    switch (command.type) {
      case 'start':
        this.#start(command);
        break;
      case 'pause':
      case 'resume':
      case 'stop':
      case 'stopAfterEpoch':
        this.#steer(command.runId, command.type);
        break;
      case 'calibrate':
        this.#calibrate();
        break;
      case 'inspect':
        void this.#inspect(command);
        break;
      case 'shutdown':
        this.#leaving = true;
        this.#leaveWhenIdle();
        break;
      default:
        assertNever(command);
    }
  }

  #calibrate(): void {
    const { port, calibrate } = this.#tools;
    const busy = this.#busyWith();
    try {
      if (busy !== null) throw new LabError({ code: 'illegal-state', ...busy });
      port.post({ type: 'calibrated', calibration: calibrate() });
    } catch (error) {
      port.post({ type: 'notCalibrated', error: describeFailure(error).toData() });
    }
  }

  #start(command: StartCommand): void {
    const { runId } = command;
    const busy = this.#busyWith();
    if (busy !== null) {
      this.#refuseRun(runId, { code: 'illegal-state', ...busy }, command.resume?.lastSeq);
      return;
    }
    const emit = this.#senderFor(runId, command.resume?.lastSeq);
    const control = createRunControl();
    this.#current = { runId, control, emit };
    const pulse = setInterval(() => this.#tools.port.post({ type: 'alive' }), PULSE_MS);
    void this.#tools
      .session(command, { datasets: this.#tools.datasets, control, emit })
      .then(() => {
        clearInterval(pulse);
        this.#current = null;
        this.#leaveWhenIdle();
      });
  }

  /** Why no run can be started now; null when one can. */
  #busyWith(): Pick<LabErrorInit, 'message' | 'hint'> | null {
    if (this.#leaving) {
      return { message: 'The trainer is shutting down', hint: 'Start another trainer' };
    }
    if (this.#current === null) return null;
    return {
      message: `The trainer is busy with run ${this.#current.runId}`,
      hint: 'Wait until it has finished, or stop it',
    };
  }

  #steer(runId: string, action: 'pause' | 'resume' | 'stop' | 'stopAfterEpoch'): void {
    if (this.#current?.runId === runId) this.#current.control[action]();
    else log(`cannot ${action} run ${runId}: it is not running here`);
  }

  async #inspect({ id, model, question }: InspectCommand): Promise<void> {
    const reply = await this.#tools.inspect(model, question).then(
      (answer) => ({ ok: true as const, answer }),
      (error: unknown) => ({ ok: false as const, error: describeFailure(error).toData() }),
    );
    this.#tools.port.post({ type: 'inspected', id, reply });
  }

  /** Fails a run that never began. The current run's own events must not be mixed with it. */
  #refuseRun(runId: string, error: LabErrorInit, lastSeq?: number): void {
    if (this.#current?.runId === runId) {
      log(`run ${runId} is running already`);
      return;
    }
    this.#senderFor(runId, lastSeq)({ kind: 'failed', error: new LabError(error).toData() });
  }

  #senderFor(runId: string, lastSeq?: number): EventSender {
    const post = (event: TrainerEvent): void => this.#tools.port.post({ type: 'event', event });
    return createEventSender(runId, post, lastSeq);
  }

  #leaveWhenIdle(): void {
    if (!this.#leaving || this.#current !== null) return;
    void this.#tools.port.drain().then(() => this.#tools.exit(0));
  }
}
