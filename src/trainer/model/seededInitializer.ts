import { tf, type TensorFlow } from '../tf.ts';
import { glorotUniform, orthogonal, type WeightPlace } from './drawWeights.ts';

/** An initialiser of tfjs-layers. */
export type Initializer = ReturnType<typeof TensorFlow.initializers.zeros>;

/**
 * Keras's GlorotUniform, drawing from the run's own streams.
 * Saved models name the stock initialiser, so that any tfjs or Keras can read them.
 */
export function seededGlorotUniform(place: WeightPlace): Initializer {
  return drawing(tf.initializers.glorotUniform({ seed: place.seed }), (shape) =>
    glorotUniform(shape, place),
  );
}

/**
 * Keras's Orthogonal, drawing from the run's own streams.
 * The stock one takes a third of a second for an LSTM of 128 units and warns about it.
 */
export function seededOrthogonal(place: WeightPlace): Initializer {
  return drawing(tf.initializers.orthogonal({ gain: 1, seed: place.seed }), (shape) =>
    orthogonal(shape, place),
  );
}

/** The stock initialiser in all but where its numbers come from. */
function drawing(stock: Initializer, draw: (shape: number[]) => Float32Array): Initializer {
  stock.apply = (shape) => tf.tensor(draw(shape as number[]), shape as number[]);
  return stock;
}
