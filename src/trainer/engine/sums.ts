import {
  floatTensor,
  intTensor,
  readFloats,
  readInts,
  release,
  untracked,
  type NativeTensor,
} from '../kernels/nativeTensor.ts';
import { elementwise } from '../kernels/ops.ts';
import type { TrainingSums } from './contract.ts';

/** Loss and hits, added up on the native side so that steps need no read-back. */
export class NativeSums {
  #loss: NativeTensor = NativeSums.#zeroFloat();
  #correct: NativeTensor = NativeSums.#zeroInt();
  #count = 0;

  /** Adds one batch's float32 loss sum and int32 hits. */
  add(lossSum: NativeTensor, correct: NativeTensor, count: number): void {
    this.#loss = NativeSums.#replace(this.#loss, lossSum);
    this.#correct = NativeSums.#replace(this.#correct, correct);
    this.#count += count;
  }

  /** Reads the sums and goes on adding to them. */
  peek(): TrainingSums {
    return {
      lossSum: readFloats(this.#loss)[0] ?? Number.NaN,
      correct: readInts(this.#correct)[0] ?? 0,
      count: this.#count,
    };
  }

  /** Reads the sums and begins again from zero. */
  take(): TrainingSums {
    const sums = this.peek();
    this.dispose();
    this.#loss = NativeSums.#zeroFloat();
    this.#correct = NativeSums.#zeroInt();
    this.#count = 0;
    return sums;
  }

  /** Frees the accumulators. */
  dispose(): void {
    release(this.#loss);
    release(this.#correct);
  }

  static #replace(total: NativeTensor, more: NativeTensor): NativeTensor {
    const sum = untracked(() => elementwise('AddV2', total, more));
    release(total);
    return sum;
  }

  static #zeroFloat(): NativeTensor {
    return untracked(() => floatTensor(Float32Array.of(0), []));
  }

  static #zeroInt(): NativeTensor {
    return untracked(() => intTensor(Int32Array.of(0), []));
  }
}
