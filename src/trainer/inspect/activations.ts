import { MOST_TILES, MOST_VECTOR, type AnswerTo } from '../../shared/contract/inspect.ts';
import type { LayerGraph } from '../engine/layerGraph.ts';
import { tf, type TensorFlow } from '../tf.ts';
import { graphValues, inputTensor, valueAt } from './graphValues.ts';

/** What a model says of an image. */
export function probabilitiesOf(
  graph: LayerGraph,
  pixels: Uint8Array,
): AnswerTo<'probabilities'>['probabilities'] {
  return tf.tidy(() => {
    const values = graphValues(graph, inputTensor(graph, pixels));
    return floatsOf(valueAt(values, graph.nodes.length));
  });
}

/** What each layer makes of an image, in the order of computation, and the model's word on it. */
export function activationsOf(
  graph: LayerGraph,
  pixels: Uint8Array,
): Omit<AnswerTo<'activations'>, 'ask'> {
  return tf.tidy(() => {
    const values = graphValues(graph, inputTensor(graph, pixels));
    const layers = graph.nodes.map(({ layer }, place) => {
      const output = valueAt(values, place + 1).squeeze([0]);
      const cut = cutLastAxis(output);
      const { name } = layer;
      const className = layer.getClassName();
      return { name, className, shape: output.shape, shown: cut.shape, values: floatsOf(cut) };
    });
    return { probabilities: floatsOf(valueAt(values, graph.nodes.length)), layers };
  });
}

/** Nobody looks at a thousand tiles, and they would be many megabytes. */
function cutLastAxis(output: TensorFlow.Tensor): TensorFlow.Tensor {
  const last = output.shape.at(-1) ?? 0;
  const most = output.rank >= 3 ? MOST_TILES : MOST_VECTOR;
  if (last <= most) return output;
  const size = [...output.shape.slice(0, -1), most];
  return output.slice(
    size.map(() => 0),
    size,
  );
}

/** A tensor's values, as a copy that may cross to another process. */
export function floatsOf(tensor: TensorFlow.Tensor): Float32Array<ArrayBuffer> {
  return new Float32Array(tensor.dataSync<'float32'>());
}
