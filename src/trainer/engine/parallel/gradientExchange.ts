/** Where shards of a batch meet: memory that every thread of a program sees. */
export interface ExchangeMemory {
  /** Arrivals at the barrier so far, then a flag that a thread has failed. */
  readonly control: SharedArrayBuffer;
  /** Two halves, used in turn; each has one gradient for every shard, then its sums. */
  readonly gradients: SharedArrayBuffer;
}

/** How many numbers a shard adds behind its gradient: loss sum and hits. */
const tail = 2;
const arrivals = 0;
const failed = 1;

/** What all shards agree on after an exchange. */
export interface Exchanged {
  /** The gradient of the whole batch's mean loss, every weight after the other. */
  readonly gradient: Float32Array;
  readonly lossSum: number;
  readonly correct: number;
}

/** Makes the memory for `shards` threads that each have `length` numbers of gradient. */
export function exchangeMemory(shards: number, length: number): ExchangeMemory {
  return {
    control: new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT),
    gradients: new SharedArrayBuffer(2 * shards * (length + tail) * Float32Array.BYTES_PER_ELEMENT),
  };
}

/**
 * One thread's side of the exchange. Every thread adds the shards in the same order, so that all
 * come to the same bits whoever arrives first.
 */
export class GradientExchange {
  readonly #control: Int32Array;
  readonly #gradients: Float32Array;
  readonly #shards: number;
  readonly #index: number;
  readonly #length: number;
  readonly #sum: Float32Array;
  #rounds = 0;

  constructor(memory: ExchangeMemory, shards: number, index: number, length: number) {
    this.#control = new Int32Array(memory.control);
    this.#gradients = new Float32Array(memory.gradients);
    this.#shards = shards;
    this.#index = index;
    this.#length = length;
    this.#sum = new Float32Array(length);
  }

  /** Where this shard writes its gradient for the coming exchange. */
  own(): Float32Array {
    return this.#region(this.#index).subarray(0, this.#length);
  }

  /**
   * Waits for every shard, then adds them up.
   * @param weight this shard's part of the batch
   * @throws Error when another thread failed
   */
  exchange(weight: number, lossSum: number, correct: number): Exchanged {
    const mine = this.#region(this.#index);
    for (let i = 0; i < this.#length; i += 1) mine[i] = (mine[i] ?? 0) * weight;
    mine[this.#length] = lossSum;
    mine[this.#length + 1] = correct;
    this.#arrive();
    const result = this.#add();
    this.#rounds += 1;
    return result;
  }

  /** Tells the others that this thread cannot go on. */
  fail(): void {
    Atomics.store(this.#control, failed, 1);
    Atomics.notify(this.#control, arrivals);
  }

  // One barrier is enough: a half is written again only after everyone has passed the next one.
  #region(shard: number): Float32Array {
    const width = this.#length + tail;
    const begin = ((this.#rounds % 2) * this.#shards + shard) * width;
    return this.#gradients.subarray(begin, begin + width);
  }

  #arrive(): void {
    const wanted = (this.#rounds + 1) * this.#shards;
    if (Atomics.add(this.#control, arrivals, 1) + 1 === wanted) {
      Atomics.notify(this.#control, arrivals);
      return;
    }
    for (;;) {
      const now = Atomics.load(this.#control, arrivals);
      if (now >= wanted) return;
      if (Atomics.load(this.#control, failed) !== 0) throw new Error('a training thread failed');
      Atomics.wait(this.#control, arrivals, now, 1000);
    }
  }

  #add(): Exchanged {
    const total = this.#sum;
    const tails = [0, 0];
    for (let shard = 0; shard < this.#shards; shard += 1) {
      const region = this.#region(shard);
      for (let i = 0; i < this.#length; i += 1) {
        total[i] = shard === 0 ? (region[i] ?? 0) : (total[i] ?? 0) + (region[i] ?? 0);
      }
      tails[0] = (tails[0] ?? 0) + (region[this.#length] ?? 0);
      tails[1] = (tails[1] ?? 0) + (region[this.#length + 1] ?? 0);
    }
    return { gradient: total, lossSum: tails[0] ?? 0, correct: tails[1] ?? 0 };
  }
}
