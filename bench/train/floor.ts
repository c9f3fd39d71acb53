import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import { inspectArchitecture } from '../../src/shared/spec/architecture.ts';
import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';

/**
 * Milliseconds that a training step takes at the least: the network's multiply-adds, once forward and twice
 * back (to the input and to the weights), for a batch, as fast as this machine multiplies large matrices.
 *
 * @param gflops thousand million multiplications and additions a second
 */
export function floorMs(
  architecture: ExperimentSpec['architecture'],
  batch: number,
  gflops: number,
): number {
  const { imageShape, classNames } = FASHION_MNIST;
  const { multiplyAdds } = inspectArchitecture(architecture, imageShape, classNames.length);
  return (3 * 2 * multiplyAdds * batch) / (gflops * 1e6);
}
