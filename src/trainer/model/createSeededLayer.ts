import type { KerasLayer } from '../../shared/spec/layerDefinition.ts';
import { layerNames } from '../../shared/spec/layerNames.ts';
import type { TensorFlow } from '../tf.ts';
import { createLayer, type Layer } from './createLayer.ts';
import type { WeightPlace } from './drawWeights.ts';

import { seededGlorotUniform, seededOrthogonal, type Initializer } from './seededInitializer.ts';

/** The layer's share of a weight's place. */
export type LayerPlace = Pick<WeightPlace, 'seed' | 'layer'>;

type Draw = readonly [role: WeightPlace['role'], draw: (place: WeightPlace) => Initializer];

const KERNEL: Readonly<Record<string, Draw>> = {
  kernelInitializer: ['kernel', seededGlorotUniform],
};
const DEPTHWISE: Readonly<Record<string, Draw>> = {
  depthwiseInitializer: ['depthwiseKernel', seededGlorotUniform],
};
const RECURRENT: Readonly<Record<string, Draw>> = {
  ...KERNEL,
  recurrentInitializer: ['recurrentKernel', seededOrthogonal],
};
const BACKWARD: Readonly<Record<string, Draw>> = {
  kernelInitializer: ['backwardKernel', seededGlorotUniform],
  recurrentInitializer: ['backwardRecurrentKernel', seededOrthogonal],
};

/** Which of a layer's weights are drawn, and how; biases and normalisation start constant. */
const DRAWN: Readonly<Record<string, Readonly<Record<string, Draw>>>> = {
  Conv2D: KERNEL,
  Dense: KERNEL,
  DepthwiseConv2D: DEPTHWISE,
  SeparableConv2D: {
    ...DEPTHWISE,
    pointwiseInitializer: ['pointwiseKernel', seededGlorotUniform],
  },
  LSTM: RECURRENT,
  GRU: RECURRENT,
  SimpleRNN: RECURRENT,
};

/**
 * Makes a layer whose initial weights come from the run's own streams.
 *
 * @param own the layer's name, and the input shape of a first layer
 * @throws Error when tfjs-layers has no such class
 */
export function createSeededLayer(
  { className, config }: KerasLayer,
  own: Readonly<Record<string, unknown>>,
  place: LayerPlace,
): Layer {
  if (className === 'Bidirectional') return createBidirectional(config, own, place);
  return createLayer(className, {
    ...own,
    ...config,
    ...initializers(DRAWN[className] ?? {}, place),
  });
}

/** The parts of tfjs's wrapper that its types keep private. */
interface Wrapper {
  readonly forwardLayer: { readonly cell: object };
  readonly backwardLayer: { readonly cell: object };
}

/** tfjs copies the wrapped layer by its configuration, so the copies are given the streams. */
function createBidirectional(
  config: KerasLayer['config'],
  own: Readonly<Record<string, unknown>>,
  place: LayerPlace,
): Layer {
  const inner = config['layer'] as KerasLayer;
  const [name] = layerNames([inner.className]);
  const layer = createLayer(inner.className, { name, ...inner.config });
  const wrapper = createLayer('Bidirectional', { ...own, ...config, layer });
  const { forwardLayer, backwardLayer } = wrapper as unknown as Wrapper;
  Object.assign(forwardLayer.cell, initializers(RECURRENT, place));
  Object.assign(backwardLayer.cell, initializers(BACKWARD, place));
  return wrapper as TensorFlow.layers.Layer;
}

function initializers(
  drawn: Readonly<Record<string, Draw>>,
  place: LayerPlace,
): Readonly<Record<string, Initializer>> {
  return Object.fromEntries(
    Object.entries(drawn).map(([option, [role, draw]]) => [option, draw({ ...place, role })]),
  );
}
