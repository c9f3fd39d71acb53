import { tf, type TensorFlow } from '../tf.ts';

/** A layer of tfjs-layers. */
export type Layer = TensorFlow.layers.Layer;

type LayerFactory = (config: Readonly<Record<string, unknown>>) => Layer;

/** Keras's class names without regard to case: tfjs-layers writes `Conv2D` as `conv2d`. */
const FACTORIES: ReadonlyMap<string, LayerFactory> = new Map(
  Object.entries(tf.layers as unknown as Readonly<Record<string, LayerFactory>>).map(
    ([name, factory]) => [name.toLowerCase(), factory],
  ),
);

/**
 * Makes a layer from its Keras class and options.
 *
 * @param config options in tfjs-layers' camelCase; initialisers may be objects
 * @throws Error when tfjs-layers has no such class
 */
export function createLayer(className: string, config: Readonly<Record<string, unknown>>): Layer {
  const factory = FACTORIES.get(className.toLowerCase());
  if (factory === undefined) throw new Error(`tfjs-layers has no layer ${className}`);
  return factory(config);
}
