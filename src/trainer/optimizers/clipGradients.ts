import type { Clipping } from '../../shared/spec/training/clipping.ts';
import { at } from '../kernels/kernel.ts';
import { dtype, type NativeTensor } from '../kernels/nativeTensor.ts';
import { constantFloat, elementwise, execute, typeAttribute } from '../kernels/ops.ts';
import { tf, type TensorFlow } from '../tf.ts';

/**
 * Clips the gradients of one step, as Keras's optimisers do; call it inside a scope.
 * @param gradients float32, one a variable
 * @returns one a gradient, in order
 */
export function clipGradients(
  clipping: Clipping,
  gradients: readonly NativeTensor[],
): readonly NativeTensor[] {
  const limit = constantFloat(clipping.value);
  switch (clipping.type) {
    case 'clipvalue':
      return gradients.map((gradient) =>
        elementwise('Maximum', elementwise('Minimum', gradient, limit), elementwise('Neg', limit)),
      );
    case 'clipnorm':
      return gradients.map((gradient) =>
        elementwise('Mul', gradient, shrinkage([gradient], limit)),
      );
    case 'globalClipnorm': {
      if (gradients.length === 0) return [];
      const factor = shrinkage(gradients, limit);
      return gradients.map((gradient) => elementwise('Mul', gradient, factor));
    }
  }
}

/** What gradients are multiplied by so that their norm together is at most the limit; a scalar. */
function shrinkage(gradients: readonly NativeTensor[], limit: NativeTensor): NativeTensor {
  // L2Loss is half the sum of squares.
  const halves = gradients.map((gradient) =>
    execute('L2Loss', [typeAttribute('T', dtype.float32)], [gradient]),
  );
  const half = halves.slice(1).reduce((a, b) => elementwise('AddV2', a, b), at(halves, 0));
  const norm = elementwise('Sqrt', elementwise('Mul', half, constantFloat(2)));
  return elementwise('RealDiv', limit, elementwise('Maximum', norm, limit));
}

/** The same in ordinary tfjs operations; call it inside `tf.tidy`. */
export function stockClipGradients(
  { type, value }: Clipping,
  gradients: readonly TensorFlow.Tensor[],
): readonly TensorFlow.Tensor[] {
  switch (type) {
    case 'clipvalue':
      return gradients.map((gradient) => tf.clipByValue(gradient, -value, value));
    case 'clipnorm':
      return gradients.map((gradient) => gradient.mul(stockShrinkage([gradient], value)));
    case 'globalClipnorm': {
      if (gradients.length === 0) return [];
      const factor = stockShrinkage(gradients, value);
      return gradients.map((gradient) => gradient.mul(factor));
    }
  }
}

function stockShrinkage(gradients: readonly TensorFlow.Tensor[], limit: number): TensorFlow.Tensor {
  const squares = gradients.map((gradient) => gradient.square().sum());
  const norm = tf.addN(squares).sqrt();
  return tf.scalar(limit).div(norm.maximum(limit));
}
