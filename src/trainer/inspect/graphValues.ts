import type { LayerGraph } from '../engine/layerGraph.ts';
import { tf, type TensorFlow } from '../tf.ts';

/**
 * Every value of a graph for a batch: value 0 is the input, n + 1 what node n makes of its inputs, as in
 * inference. Call it inside a tidy.
 */
export function graphValues(graph: LayerGraph, input: TensorFlow.Tensor): TensorFlow.Tensor[] {
  return continueValues(graph, [input]);
}

/** The rest of a graph's values, where those before are given. */
export function continueValues(
  graph: LayerGraph,
  given: readonly TensorFlow.Tensor[],
): TensorFlow.Tensor[] {
  const values = [...given];
  for (const node of graph.nodes.slice(given.length - 1)) {
    const inputs = node.inputs.map((value) => valueAt(values, value));
    const single = inputs.length === 1 ? inputs[0] : inputs;
    values.push(node.layer.apply(single ?? inputs, { training: false }) as TensorFlow.Tensor);
  }
  return values;
}

/** @throws RangeError when there is no such value yet */
export function valueAt(values: readonly TensorFlow.Tensor[], place: number): TensorFlow.Tensor {
  const value = values[place];
  if (value === undefined) throw new RangeError(`the graph has no value ${place} yet`);
  return value;
}

/** One image as the model takes it: scaled to 0–1, in its input shape. */
export function inputTensor(graph: LayerGraph, pixels: Uint8Array): TensorFlow.Tensor {
  const scaled = Float32Array.from(pixels, (value) => value / 255);
  return tf.tensor(scaled, [1, ...graph.inputShape]);
}
