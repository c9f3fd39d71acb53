import { inputShape } from '../../shared/spec/architecture.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { kerasGraph, type KerasNode } from '../../shared/spec/kerasGraph.ts';
import type { ImageShape, Shape } from '../../shared/spec/shape.ts';
import { tf, type TensorFlow } from '../tf.ts';
import type { Layer } from './createLayer.ts';
import { createSeededLayer } from './createSeededLayer.ts';

/**
 * Builds a spec's network as a plain tfjs model with Keras's layer names, defaults and initial
 * weights: a Sequential, or a functional model where there are blocks. The weights are a pure
 * function of the spec's seed.
 *
 * @param spec a spec that `checkSpec` accepts
 * @param imageShape height, width, channels of its data
 * @returns the model, the caller's to dispose
 * @throws Error when a layer is of a class that tfjs-layers does not have
 */
export function buildModel(
  { architecture, seed }: ExperimentSpec,
  imageShape: ImageShape,
): TensorFlow.LayersModel {
  const nodes = kerasGraph(architecture, imageShape);
  const shape = inputShape(architecture, imageShape);
  const isChain = nodes.every(({ inputs }, index) => inputs.length === 1 && inputs[0] === index);
  return withoutLeftovers(() =>
    isChain ? sequential(nodes, shape, seed) : functional(nodes, shape, seed),
  );
}

function sequential(
  nodes: readonly KerasNode[],
  shape: Shape,
  seed: number,
): TensorFlow.LayersModel {
  const layers = nodes.map((node, index) =>
    create(node, seed, index === 0 ? { inputShape: [...shape] } : {}),
  );
  return tf.sequential({ name: 'sequential', layers });
}

function functional(
  nodes: readonly KerasNode[],
  shape: Shape,
  seed: number,
): TensorFlow.LayersModel {
  const input = tf.input({ shape: [...shape], name: 'input_layer' });
  const values = [input];
  for (const node of nodes) {
    const given = node.inputs.map((value) => values[value]) as TensorFlow.SymbolicTensor[];
    const made = create(node, seed).apply(given.length === 1 ? (given[0] ?? input) : given);
    values.push(made as TensorFlow.SymbolicTensor);
  }
  return tf.model({ name: 'functional', inputs: input, outputs: values.at(-1) ?? input });
}

function create(node: KerasNode, seed: number, own: Readonly<Record<string, unknown>> = {}): Layer {
  return createSeededLayer(node, { name: node.name, ...own }, { seed, layer: node.place });
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
