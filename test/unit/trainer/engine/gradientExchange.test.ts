import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import {
  exchangeMemory,
  GradientExchange,
} from '../../../../src/trainer/engine/parallel/gradientExchange.ts';

const length = 5;

/** A second shard in a thread of its own, since each one sleeps until all have arrived. */
function otherShard(memory: ReturnType<typeof exchangeMemory>, rounds: number): Worker {
  const file = new URL(
    '../../../../src/trainer/engine/parallel/gradientExchange.ts',
    import.meta.url,
  );
  const code = `
    const { workerData } = require('node:worker_threads');
    import(workerData.file).then(({ GradientExchange }) => {
      const exchange = new GradientExchange(workerData.memory, 2, 1, ${length});
      for (let round = 0; round < ${rounds}; round += 1) {
        exchange.own().fill(10 * (round + 1));
        exchange.exchange(0.25, 2, 1);
      }
    });`;
  return new Worker(code, { eval: true, workerData: { file: file.href, memory } });
}

describe('a gradient exchange', () => {
  it('adds the weighted gradients and the sums of every shard, round after round', async () => {
    const memory = exchangeMemory(2, length);
    const worker = otherShard(memory, 3);
    const ended = new Promise((resolve) => worker.on('exit', resolve));
    const exchange = new GradientExchange(memory, 2, 0, length);
    for (let round = 0; round < 3; round += 1) {
      exchange.own().fill(100);
      const all = exchange.exchange(0.75, 5, 3);
      expect([...all.gradient]).toEqual(new Array(length).fill(75 + 2.5 * (round + 1)));
      expect([all.lossSum, all.correct]).toEqual([7, 4]);
    }
    expect(await ended).toBe(0);
  });

  it('ends with an error when another thread has failed', () => {
    const memory = exchangeMemory(2, length);
    new GradientExchange(memory, 2, 1, length).fail();
    const exchange = new GradientExchange(memory, 2, 0, length);
    expect(() => exchange.exchange(1, 0, 0)).toThrow('a training thread failed');
  });
});
