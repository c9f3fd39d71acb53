import { noise, timesOf } from '../../src/trainer/calibration/timeLayer.ts';
import { release, scoped } from '../../src/trainer/kernels/nativeTensor.ts';
import { matMul } from '../../src/trainer/kernels/ops.ts';

/** Large enough that nothing but multiplying counts, small enough for a few in a second. */
const SIZE = 2048;

/**
 * How fast this process multiplies two large matrices with the threads it has, in thousand million
 * multiplications and additions a second: the quickest of some.
 */
export function measureGflops(): number {
  const [a, b] = [noise([SIZE, SIZE]), noise([SIZE, SIZE])];
  try {
    const times = timesOf(() =>
      scoped(() => {
        matMul(a, b);
        return { keep: [], result: null };
      }),
    );
    return (2 * SIZE ** 3) / Math.min(...times) / 1e9;
  } finally {
    release(a);
    release(b);
  }
}
