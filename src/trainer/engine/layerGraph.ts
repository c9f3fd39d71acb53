import type { TensorFlow } from '../tf.ts';

/** A layer of a model and where its inputs come from. */
export interface GraphNode {
  readonly layer: TensorFlow.layers.Layer;
  /** Value numbers: 0 is the model's input, n + 1 the output of node n. */
  readonly inputs: readonly number[];
}

/** A model as a list of layers, each after all it depends on. */
export interface LayerGraph {
  readonly nodes: readonly GraphNode[];
  /** The model's input shape without the batch axis. */
  readonly inputShape: readonly number[];
}

/** Says in human words why a model's graph is beyond the native loop. */
export class UnsupportedGraphError extends Error {
  override readonly name = 'UnsupportedGraphError';
}

function inboundOf(layer: TensorFlow.layers.Layer): readonly TensorFlow.SymbolicTensor[] {
  const nodes = layer.inboundNodes;
  const [node] = nodes;
  if (node === undefined || nodes.length !== 1) {
    throw new UnsupportedGraphError(`layer “${layer.name}” is used ${nodes.length} times`);
  }
  return node.inputTensors;
}

/**
 * Lists a model's layers in the order of computation.
 * @throws UnsupportedGraphError for several inputs or outputs, or a layer used twice
 */
export function layerGraph(model: TensorFlow.LayersModel): LayerGraph {
  const [input] = model.inputs;
  const [output] = model.outputs;
  if (
    input === undefined ||
    output === undefined ||
    model.inputs.length + model.outputs.length > 2
  ) {
    throw new UnsupportedGraphError('the model has several inputs or outputs');
  }
  const values = new Map<string, number>([[input.name, 0]]);
  const nodes: GraphNode[] = [];

  function visit(tensor: TensorFlow.SymbolicTensor): number {
    const known = values.get(tensor.name);
    if (known !== undefined) return known;
    const inputs = inboundOf(tensor.sourceLayer).map(visit);
    nodes.push({ layer: tensor.sourceLayer, inputs });
    values.set(tensor.name, nodes.length);
    return nodes.length;
  }

  visit(output);
  return { nodes, inputShape: input.shape.slice(1).map((size) => size ?? -1) };
}
