import type { TensorFlow } from '../tf.ts';

/** Factors of Keras's L1L2: the loss grows by l1 · Σ|w| + l2 · Σw². */
export interface Regularizer {
  readonly l1: number;
  readonly l2: number;
}

/** A weight of a layer, as tfjs has it. */
export type LayerWeight = TensorFlow.layers.Layer['weights'][number];

/** The two directions of tfjs's Bidirectional, which its types keep private. */
interface Wrapper {
  readonly forwardLayer: TensorFlow.layers.Layer;
  readonly backwardLayer: TensorFlow.layers.Layer;
}

/** Which option of a layer regularises the weight of a name. */
const OPTIONS: Readonly<Record<string, string>> = {
  kernel: 'kernelRegularizer',
  depthwise_kernel: 'depthwiseRegularizer',
  pointwise_kernel: 'pointwiseRegularizer',
  recurrent_kernel: 'recurrentRegularizer',
  bias: 'biasRegularizer',
  gamma: 'gammaRegularizer',
  beta: 'betaRegularizer',
};

/** Keras's regularisers that the engine knows; tfjs serialises them all as this class. */
const KNOWN_CLASS = 'L1L2';

/** Whether a layer's option, as tfjs serialises it, is a regulariser that the engine knows. */
export function isKnownRegularizer(value: unknown): boolean {
  return (value as { readonly className?: unknown } | null)?.className === KNOWN_CLASS;
}

/**
 * The regulariser of a layer's weight; null where it has none.
 *
 * @param config the layer's configuration, as tfjs serialises it
 */
export function regularizerOf(
  { originalName }: LayerWeight,
  config: Readonly<Record<string, unknown>>,
): Regularizer | null {
  const option = config[OPTIONS[originalName.split('/').at(-1) ?? ''] ?? ''];
  if (!isKnownRegularizer(option)) return null;
  const { l1, l2 } = (option as { readonly config: Regularizer }).config;
  return l1 === 0 && l2 === 0 ? null : { l1, l2 };
}

/** The weights of a layer that have a regulariser, those of wrapped layers included. */
export function regularizedWeights(
  layer: TensorFlow.layers.Layer,
): readonly (Regularizer & { readonly weight: LayerWeight })[] {
  const { forwardLayer, backwardLayer } = layer as unknown as Partial<Wrapper>;
  if (forwardLayer && backwardLayer) {
    return [forwardLayer, backwardLayer].flatMap(regularizedWeights);
  }
  const config = layer.getConfig();
  return layer.weights.flatMap((weight) => {
    const regularizer = regularizerOf(weight, config);
    return regularizer ? [{ weight, ...regularizer }] : [];
  });
}
