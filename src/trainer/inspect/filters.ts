import { MOST_TILES, type Filters } from '../../shared/contract/inspect.ts';
import { sizeOf } from '../../shared/spec/shape.ts';
import type { LayerGraph } from '../engine/layerGraph.ts';
import { tf, type TensorFlow } from '../tf.ts';
import { floatsOf } from './activations.ts';

/**
 * What the first layer with a kernel looks for: a convolution's kernels, each the mean over its input
 * channels; a dense layer's weights as images, where its inputs are the image's pixels.
 *
 * @param imageShape rows, columns, channels
 * @returns null when the first layer has no such picture
 */
export function filtersOf(
  graph: LayerGraph,
  imageShape: readonly [number, number, number],
): Filters | null {
  const first = graph.nodes.find(({ layer }) => kernelOf(layer) !== undefined)?.layer;
  const kernel = first && kernelOf(first);
  if (first === undefined || kernel === undefined) return null;
  if (!hasTiles(first.getClassName(), kernel, imageShape)) return null;
  return tf.tidy(() => {
    const tiles = tilesOf(first.getClassName(), kernel, imageShape);
    const [rows, columns, total] = tiles.shape;
    const count = Math.min(total, MOST_TILES);
    const shown = tiles.slice([0, 0, 0], [rows, columns, count]).transpose([2, 0, 1]);
    const values = floatsOf(shown);
    return { layer: first.name, className: first.getClassName(), total, rows, columns, values };
  });
}

function hasTiles(
  className: string,
  kernel: TensorFlow.Tensor,
  imageShape: readonly [number, number, number],
): boolean {
  if (className === 'Dense') return kernel.shape[0] === sizeOf(imageShape);
  return ['Conv2D', 'DepthwiseConv2D', 'SeparableConv2D'].includes(className);
}

/** Rows × columns × filters. */
function tilesOf(
  className: string,
  kernel: TensorFlow.Tensor,
  [height, width, channels]: readonly [number, number, number],
): TensorFlow.Tensor3D {
  const [rows = 0, columns = 0] = kernel.shape;
  switch (className) {
    case 'Conv2D':
      return kernel.mean<TensorFlow.Tensor3D>(2);
    case 'Dense':
      return kernel.reshape([height, width, channels, -1]).mean<TensorFlow.Tensor3D>(2);
    default:
      return kernel.reshape([rows, columns, -1]);
  }
}

function kernelOf(layer: TensorFlow.layers.Layer): TensorFlow.Tensor | undefined {
  const kernel = layer.weights.find(({ originalName }) => /kernel$/i.test(originalName));
  return kernel?.read();
}
