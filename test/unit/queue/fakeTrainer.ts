import {
  TRAINER_PROTOCOL,
  type TrainerCommand,
  type TrainerEventBody,
} from '../../../src/shared/contract/trainerProtocol.ts';
import type { TrainerExit, TrainerProcess } from '../../../src/queue/trainerProcess.ts';

/** A trainer process whose every word and end the test decides. */
export class FakeTrainer implements TrainerProcess {
  readonly pid = 4242;
  readonly posted: TrainerCommand[] = [];
  readonly killed: string[] = [];
  isAlive = true;
  #seq = new Map<string, number>();
  #message: (message: unknown) => void = () => undefined;
  #exit: (exit: TrainerExit) => void = () => undefined;

  post(command: TrainerCommand): void {
    if (!this.isAlive) throw new Error('posted to a dead trainer');
    this.posted.push(command);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#message = listener;
  }
  onExit(listener: (exit: TrainerExit) => void): void {
    this.#exit = listener;
  }
  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.killed.push(signal);
  }

  /** Anything at all, as a message. */
  say(message: unknown): void {
    this.#message(message);
  }
  ready(protocol: number = TRAINER_PROTOCOL): void {
    this.say({ type: 'ready', protocol, pid: this.pid });
  }
  /** An event with the number that is due, or a number of the test's. */
  event(runId: string, event: TrainerEventBody, seq = (this.#seq.get(runId) ?? 0) + 1): void {
    this.#seq.set(runId, seq);
    this.say({ type: 'event', event: { runId, seq, event } });
  }
  exit(exit: TrainerExit): void {
    this.isAlive = false;
    this.#exit(exit);
  }
  /** The types of what was posted. */
  get heard(): string[] {
    return this.posted.map(({ type }) => type);
  }
}

/** Starts fake trainers and remembers them. */
export function fakeSpawner(): { spawn: () => FakeTrainer; trainers: FakeTrainer[] } {
  const trainers: FakeTrainer[] = [];
  const spawn = (): FakeTrainer => {
    const trainer = new FakeTrainer();
    trainers.push(trainer);
    return trainer;
  };
  return { spawn, trainers };
}

/** As {@link fakeSpawner}, of trainers that are ready at once and end when they are asked to, like real ones. */
export function willingSpawner(): ReturnType<typeof fakeSpawner> {
  const { spawn, trainers } = fakeSpawner();
  const spawnWilling = (): FakeTrainer => {
    const trainer = spawn();
    const post = trainer.post.bind(trainer);
    trainer.post = (command) => {
      post(command);
      if (command.type === 'shutdown')
        queueMicrotask(() => trainer.exit({ code: 0, signal: null }));
    };
    queueMicrotask(() => trainer.ready());
    return trainer;
  };
  return { spawn: spawnWilling, trainers };
}

/** Timers that fire when the test says so. */
export class FakeTimers {
  #timers = new Map<number, { action: () => void; at: number }>();
  #next = 0;
  #now = 0;

  readonly start = (action: () => void, milliseconds: number): (() => void) => {
    const id = (this.#next += 1);
    this.#timers.set(id, { action, at: this.#now + milliseconds });
    return () => void this.#timers.delete(id);
  };

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    const due = [...this.#timers].filter(([, { at }]) => at <= this.#now);
    for (const [id, { action }] of due.toSorted(([, a], [, b]) => a.at - b.at)) {
      if (this.#timers.delete(id)) action();
    }
  }

  get pending(): number {
    return this.#timers.size;
  }
}
