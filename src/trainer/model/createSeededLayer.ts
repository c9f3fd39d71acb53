import type { InitializerName } from '../../shared/spec/initializers.ts';
import type { KerasLayer } from '../../shared/spec/layerDefinition.ts';
import { layerNames } from '../../shared/spec/layerNames.ts';
import type { TensorFlow } from '../tf.ts';
import { createLayer, type Layer } from './createLayer.ts';
import type { WeightPlace } from './drawWeights.ts';

import { seededInitializer, type Initializer } from './seededInitializer.ts';

/** The layer's share of a weight's place. */
export type LayerPlace = Pick<WeightPlace, 'seed' | 'layer'>;

type Roles = Readonly<Record<string, WeightPlace['role']>>;

/** The role of the weight that each option starts. */
const ROLES: Roles = {
  kernelInitializer: 'kernel',
  depthwiseInitializer: 'depthwiseKernel',
  pointwiseInitializer: 'pointwiseKernel',
  recurrentInitializer: 'recurrentKernel',
  biasInitializer: 'bias',
  gammaInitializer: 'gamma',
  betaInitializer: 'beta',
};

const BACKWARD_ROLES: Roles = {
  kernelInitializer: 'backwardKernel',
  recurrentInitializer: 'backwardRecurrentKernel',
  biasInitializer: 'backwardBias',
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
    ...initializers(ROLES, config, place),
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
  Object.assign(forwardLayer.cell, initializers(ROLES, inner.config, place));
  Object.assign(backwardLayer.cell, initializers(BACKWARD_ROLES, inner.config, place));
  return wrapper as TensorFlow.layers.Layer;
}

function initializers(
  roles: Roles,
  config: KerasLayer['config'],
  place: LayerPlace,
): Readonly<Record<string, Initializer>> {
  return Object.fromEntries(
    Object.entries(roles)
      .filter(([option]) => option in config)
      .map(([option, role]) => {
        const name = config[option] as InitializerName;
        return [option, seededInitializer(name, { ...place, role })];
      }),
  );
}
