import { describe, expect, it } from 'vitest';
import { progressThrottle, type Timing } from '../../../src/main/ipc/progressThrottle.ts';
import type { LabEvent } from '../../../src/shared/contract/labEvents.ts';

/** A clock that a test moves. */
class ManualTiming implements Timing {
  #now = 0;
  #waiting: { at: number; action: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): () => void {
    const entry = { at: this.#now + milliseconds, action };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { action } of due) action();
  }
}

const progress = (runId: string, seq: number): LabEvent => ({
  kind: 'trainer',
  notice: {
    runId,
    seq,
    event: {
      kind: 'progress',
      phase: 'training',
      epoch: 1,
      step: seq,
      steps: 100,
      loss: 1,
      accuracy: 0.5,
      samplesPerSecond: 1000,
      secondsLeft: 10,
      memoryBytes: 1,
    },
  },
});

const failed = (runId: string, seq: number): LabEvent => ({
  kind: 'trainer',
  notice: {
    runId,
    seq,
    event: { kind: 'failed', error: { code: 'internal', message: 'it broke' } },
  },
});

function start() {
  const timing = new ManualTiming();
  const sent: LabEvent[] = [];
  return { timing, sent, receive: progressThrottle((event) => sent.push(event), timing) };
}

describe('progressThrottle', () => {
  it('passes the first at once, and then the latest ten times a second', () => {
    const { timing, sent, receive } = start();
    for (let seq = 1; seq <= 101; seq += 1) {
      receive(progress('a', seq));
      timing.advance(10);
    }
    const steps = sent.map((event) => (event.kind === 'trainer' ? event.notice.seq : 0));
    expect(steps).toEqual([1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  });

  it('keeps runs apart', () => {
    const { sent, receive } = start();
    receive(progress('a', 1));
    receive(progress('b', 1));
    expect(sent).toHaveLength(2);
  });

  it('lets everything else pass at once, and never sends older progress after it', () => {
    const { timing, sent, receive } = start();
    receive(progress('a', 1));
    receive(progress('a', 2));
    receive(failed('a', 3));
    timing.advance(1000);
    expect(sent).toEqual([progress('a', 1), failed('a', 3)]);
  });
});
