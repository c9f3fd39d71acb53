import { createKernel, type LayerConfig } from '../kernels/createKernel.ts';
import type { Kernel } from '../kernels/kernel.ts';
import type { TensorFlow } from '../tf.ts';
import { layerGraph, UnsupportedGraphError } from './layerGraph.ts';

/** A kernel and where its inputs come from; value 0 is the batch, n + 1 the output of node n. */
export interface KernelNode {
  readonly kernel: Kernel;
  readonly layer: TensorFlow.layers.Layer;
  readonly inputs: readonly number[];
  /** Whether any layer before this one has weights to train. */
  readonly needsInputGradient: boolean;
}

/** A model on native kernels, up to the logits that go into the loss. */
export interface KernelGraph {
  readonly nodes: readonly KernelNode[];
  readonly inputShape: readonly number[];
  /** For each value, the last node that reads it going forward. */
  readonly lastReader: readonly number[];
  /** For each value, whether a backward pass reads it. */
  readonly keptForBackward: readonly boolean[];
}

/**
 * Maps every layer of a model to its native kernel.
 * @throws UnsupportedGraphError or UnsupportedLayerError, saying what has none
 */
export function kernelGraph(model: TensorFlow.LayersModel): KernelGraph {
  const graph = layerGraph(model);
  const last = graph.nodes.length - 1;
  if (!endsInSoftmax(graph.nodes[last]?.layer)) {
    throw new UnsupportedGraphError('the last layer is not a softmax');
  }
  const nodes: KernelNode[] = [];
  const trains = [false];
  try {
    graph.nodes.forEach(({ layer, inputs }, place) => {
      const config = layer.getConfig() as LayerConfig;
      const kernel = createKernel({ layer, config, place, withoutActivation: place === last });
      const needsInputGradient = inputs.some((value) => trains[value]);
      trains.push(needsInputGradient || kernel.variables.some((variable) => variable.trainable));
      nodes.push({ kernel, layer, inputs, needsInputGradient });
    });
  } catch (error) {
    disposeNodes(nodes);
    throw error;
  }
  return { nodes, inputShape: graph.inputShape, ...lifetimes(nodes) };
}

/** Frees the weights of a graph. */
export function disposeNodes(nodes: readonly KernelNode[]): void {
  for (const { kernel } of nodes) for (const variable of kernel.variables) variable.dispose();
}

/** Whether a layer's output is a softmax that the loss can take over. */
export function endsInSoftmax(layer: TensorFlow.layers.Layer | undefined): boolean {
  if (layer === undefined) return false;
  const name = layer.getClassName();
  if (name === 'Softmax') return true;
  return (
    (name === 'Dense' || name === 'Activation') && layer.getConfig()['activation'] === 'softmax'
  );
}

function lifetimes(
  nodes: readonly KernelNode[],
): Pick<KernelGraph, 'lastReader' | 'keptForBackward'> {
  const lastReader = Array.from({ length: nodes.length + 1 }, () => nodes.length);
  const keptForBackward = Array.from({ length: nodes.length + 1 }, () => false);
  nodes.forEach(({ kernel, inputs }, place) => {
    for (const value of inputs) {
      lastReader[value] = place;
      if (kernel.keeps.input) keptForBackward[value] = true;
    }
    if (kernel.keeps.output) keptForBackward[place + 1] = true;
  });
  return { lastReader, keptForBackward };
}
