import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import { inputShape } from '../../shared/spec/architecture.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { definitionOf } from '../../shared/spec/layers/index.ts';
import { tf, type TensorFlow } from '../tf.ts';
import { createSeededLayer } from './createSeededLayer.ts';
import { layerNames } from './layerNames.ts';

/**
 * Builds a spec's network as a plain tfjs model with Keras's layer names, defaults and initial
 * weights. The weights are a pure function of the spec's seed.
 *
 * @param spec a spec that `checkSpec` accepts
 * @returns the model, the caller's to dispose
 * @throws Error when a layer is of a class that tfjs-layers does not have
 */
export function buildModel(spec: ExperimentSpec): TensorFlow.Sequential {
  const { architecture, seed } = spec;
  const kerasLayers = architecture.layers.map((layer) => definitionOf(layer).keras(layer));
  const names = layerNames(kerasLayers.map(({ className }) => className));
  const first = { inputShape: [...inputShape(architecture, FASHION_MNIST.imageShape)] };
  return withoutLeftovers(() => {
    const layers = kerasLayers.map((layer, index) =>
      createSeededLayer(
        layer,
        { name: names[index] ?? '', ...(index === 0 && first) },
        { seed, layer: index },
      ),
    );
    return tf.sequential({ name: 'sequential', layers });
  });
}

/** tfjs's LSTM leaves the parts of its initial bias behind; weights outlive the scope. */
function withoutLeftovers<T>(build: () => T): T {
  tf.engine().startScope();
  try {
    return build();
  } finally {
    tf.engine().endScope();
  }
}
