import type { GradCam } from '../../shared/contract/inspect.ts';
import { endsInSoftmax } from '../engine/kernelGraph.ts';
import type { LayerGraph } from '../engine/layerGraph.ts';
import { logitsOf } from '../engine/stockForward.ts';
import { tf, type TensorFlow } from '../tf.ts';
import { floatsOf } from './activations.ts';
import { continueValues, graphValues, inputTensor, valueAt } from './graphValues.ts';

const CONVOLUTIONS = new Set(['Conv2D', 'SeparableConv2D', 'DepthwiseConv2D']);

/**
 * Which parts of an image speak for a class: Grad-CAM on the last convolution, after R. Selvaraju et al.,
 * "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization" (2017), equations 1
 * and 2: channels are weighted by the mean gradient of the class's score before the softmax, added up, and
 * what speaks against the class is left out. Divided by the largest value.
 *
 * @param classIndex null for the most likely class
 * @returns null for a model without a convolution
 * @throws RangeError when there is no such class
 */
export function gradCam(
  graph: LayerGraph,
  pixels: Uint8Array,
  classIndex: number | null,
): GradCam | null {
  const place = graph.nodes.findLastIndex(({ layer }) => CONVOLUTIONS.has(layer.getClassName()));
  const convolution = graph.nodes[place]?.layer;
  if (convolution === undefined) return null;
  return tf.tidy(() => {
    const values = graphValues(graph, inputTensor(graph, pixels));
    const probabilities = valueAt(values, graph.nodes.length).dataSync();
    const chosen = classIndex ?? indexOfLargest(probabilities);
    if (chosen >= probabilities.length) throw new RangeError(`there is no class ${chosen}`);
    const before = values.slice(0, place + 1);
    const score = (maps: TensorFlow.Tensor): TensorFlow.Tensor =>
      scores(graph, [...before, maps])
        .reshape([-1])
        .gather(chosen)
        .asScalar();
    const maps = valueAt(values, place + 1);
    const weights = tf.grad(score)(maps).mean([1, 2], true);
    const heat = tf.relu(maps.mul(weights).sum(-1)).squeeze([0]);
    const [rows = 0, columns = 0] = heat.shape;
    const most = heat.max().dataSync()[0] ?? 0;
    const normalised = most > 0 ? heat.div(most) : heat;
    const layer = convolution.name;
    return { layer, classIndex: chosen, rows, columns, heat: floatsOf(normalised) };
  });
}

/** The classes' scores before the softmax, where the model ends in one. */
function scores(graph: LayerGraph, given: readonly TensorFlow.Tensor[]): TensorFlow.Tensor {
  const last = graph.nodes.at(-1);
  if (last === undefined || !endsInSoftmax(last.layer) || given.length > graph.nodes.length) {
    return valueAt(continueValues(graph, given), graph.nodes.length);
  }
  const values = continueValues({ ...graph, nodes: graph.nodes.slice(0, -1) }, given);
  return logitsOf(last.layer, valueAt(values, last.inputs[0] ?? 0));
}

function indexOfLargest(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
  }
  return best;
}
