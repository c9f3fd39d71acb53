import { assertNever } from '../../shared/assertNever.ts';
import type { InitializerName } from '../../shared/spec/initializers.ts';
import { tf, type TensorFlow } from '../tf.ts';
import { drawWeights, type WeightPlace } from './drawWeights.ts';

/** An initialiser of tfjs-layers. */
export type Initializer = ReturnType<typeof TensorFlow.initializers.zeros>;

/**
 * Keras's initialiser of a name, with its default options, drawing from the run's own streams.
 * Saved models name the stock initialiser, so that any tfjs or Keras can read them.
 */
export function seededInitializer(name: InitializerName, place: WeightPlace): Initializer {
  const stock = stockInitializer(name, place.seed);
  if (name === 'zeros' || name === 'ones') return stock;
  stock.apply = (shape) => {
    const sizes = shape as number[];
    return tf.tensor(drawWeights(name, sizes, placeOf(sizes, place)), sizes);
  };
  return stock;
}

/** A vector is drawn in parts where an LSTM's forget gates have a bias of their own. */
function placeOf(shape: readonly number[], place: WeightPlace): WeightPlace {
  return shape.length === 1 ? { ...place, layer: `${place.layer}:${shape[0]}` } : place;
}

function stockInitializer(name: InitializerName, seed: number): Initializer {
  const { initializers } = tf;
  switch (name) {
    case 'zeros':
    case 'ones':
      return initializers[name]();
    case 'orthogonal':
      return initializers.orthogonal({ gain: 1, seed });
    case 'randomUniform':
      return initializers.randomUniform({ minval: -0.05, maxval: 0.05, seed });
    case 'randomNormal':
    case 'truncatedNormal':
      return initializers[name]({ mean: 0, stddev: 0.05, seed });
    case 'lecunUniform':
      return initializers.leCunUniform({ seed });
    case 'lecunNormal':
      return initializers.leCunNormal({ seed });
    case 'glorotUniform':
    case 'glorotNormal':
    case 'heUniform':
    case 'heNormal':
      return initializers[name]({ seed });
    default:
      return assertNever(name);
  }
}
