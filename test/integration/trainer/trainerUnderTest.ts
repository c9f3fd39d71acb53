import type { ExecutionOrder } from '../../../src/shared/contract/execution.ts';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  trainerMessageSchema,
  type TrainerCommand,
  type TrainerEvent,
  type TrainerEventBody,
} from '../../../src/shared/contract/trainerProtocol.ts';

const ENTRY = fileURLToPath(new URL('../../../src/trainer/index.ts', import.meta.url));

/** Fashion-MNIST's folder, as the test command provides it. */
export const DATASET = datasetFolder();

/** The plainest way to use the machine. */
export const ONE_WORKER: ExecutionOrder = { workers: 1, threads: null };

function datasetFolder(): string {
  const folder = process.env['ATELIER_FASHION_MNIST'];
  if (!folder) throw new Error('ATELIER_FASHION_MNIST is not set; run: npm test -- integration');
  return folder;
}

/** An event of a kind. */
export type EventOf<K extends TrainerEventBody['kind']> = Extract<
  TrainerEventBody,
  { readonly kind: K }
>;

/** A real trainer in a process of its own, every message of which is checked by schema. */
export class TrainerUnderTest {
  readonly process: ChildProcess;
  readonly pid: number;
  /** How the process ended: its exit status, or the signal's name. */
  readonly exit: Promise<number | string>;
  readonly #events: TrainerEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #broken: Error | null = null;
  #printed = '';

  private constructor(process: ChildProcess) {
    this.process = process;
    this.pid = process.pid ?? 0;
    this.exit = once(process, 'exit').then(([code, signal]: (number | string | null)[]) => {
      this.#fail(new Error(`the trainer ended with ${code ?? signal}`));
      return code ?? signal ?? 'unknown';
    });
    process.on('message', (message) => this.#receive(message));
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (bytes) => (this.#printed += String(bytes)));
    }
  }

  /** What the process and its threads printed so far. */
  printed(): string {
    return this.#printed;
  }

  /** Starts a trainer and waits until it is ready. */
  static async start(): Promise<TrainerUnderTest> {
    const child = fork(ENTRY, { serialization: 'advanced', execArgv: [], stdio: 'pipe' });
    const [first] = (await once(child, 'message')) as [unknown];
    const ready = trainerMessageSchema.parse(first);
    if (ready.type !== 'ready') throw new Error('the trainer said something before it was ready');
    return new TrainerUnderTest(child);
  }

  send(command: TrainerCommand): void {
    this.process.send(command);
  }

  /** Sends what need not be a command. */
  sendRaw(message: unknown): void {
    this.process.send(message as object);
  }

  /** All events of a run so far, in the order of their arrival. */
  eventsOf(runId: string): readonly TrainerEvent[] {
    return this.#events.filter((event) => event.runId === runId);
  }

  /**
   * Waits for a run's first event of a kind, which may have come already.
   *
   * @throws Error when the run ends without one
   */
  async wait<K extends TrainerEventBody['kind']>(runId: string, kind: K): Promise<EventOf<K>> {
    for (;;) {
      const found = this.eventsOf(runId).find(({ event }) => event.kind === kind);
      if (found) return found.event as EventOf<K>;
      const last = this.eventsOf(runId).at(-1)?.event;
      if (last?.kind === 'finished' || last?.kind === 'failed') {
        throw new Error(`run ${runId} ended without ${kind}: ${JSON.stringify(last)}`);
      }
      await this.#next();
    }
  }

  /** Waits for a run's last event and gives them all. */
  async ended(runId: string): Promise<readonly TrainerEvent[]> {
    for (;;) {
      const events = this.eventsOf(runId);
      const last = events.at(-1)?.event.kind;
      if (last === 'finished' || last === 'failed') return events;
      await this.#next();
    }
  }

  /** Ends the process, however it is. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exit;
  }

  #receive(message: unknown): void {
    try {
      const parsed = trainerMessageSchema.parse(message);
      if (parsed.type === 'event') this.#events.push(parsed.event);
      this.#wake();
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #fail(error: Error): void {
    this.#broken ??= error;
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  async #next(): Promise<void> {
    if (this.#broken) throw this.#broken;
    await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }
}

/** The bodies of events of a kind. */
export function bodiesOf<K extends TrainerEventBody['kind']>(
  events: readonly TrainerEvent[],
  kind: K,
): readonly EventOf<K>[] {
  return events
    .map(({ event }) => event)
    .filter((event): event is EventOf<K> => event.kind === kind);
}
