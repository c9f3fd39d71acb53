import { inputShape, type Architecture } from './architecture.ts';
import type { KerasLayer, LayerCost } from './layerDefinition.ts';
import { layerNames } from './layerNames.ts';
import { definitionOf, type Layer } from './layers/index.ts';
import type { ImageShape, Shape } from './shape.ts';

/** What a Keras layer makes of one example, and its own weights. */
type NodeCost = Pick<LayerCost, 'output' | 'trainableParameters' | 'nonTrainableParameters'>;

/** A Keras layer of a network and where its inputs come from. */
export interface KerasNode extends KerasLayer, NodeCost {
  /** As Keras names it in a fresh session. */
  readonly name: string;
  /** Value numbers: 0 is the network's input, n + 1 the output of node n. */
  readonly inputs: readonly number[];
  /**
   * What its initial weights are keyed by: its number in the stack, or its place inside a block, such
   * as `3.layers.1` or `3.shortcut.0`.
   */
  readonly place: number | string;
}

type Unnamed = Omit<KerasNode, 'name'>;

/** A value of the graph: its number and its shape. */
interface Value {
  readonly number: number;
  readonly shape: Shape;
}

/**
 * A network as the Keras layers that it is made of, each after all it depends on. Blocks are taken
 * apart; of a stack without blocks each node's input is the one before it.
 *
 * @param architecture one that inference accepts
 * @param imageShape height, width, channels of the data
 */
export function kerasGraph(
  architecture: Architecture,
  imageShape: ImageShape,
): readonly KerasNode[] {
  const nodes: Unnamed[] = [];
  const shape = inputShape(architecture, imageShape);
  addStack(nodes, architecture.layers, '', { number: 0, shape });
  const names = layerNames(nodes.map(({ className }) => className));
  return nodes.map((node, index) => ({ ...node, name: names[index] ?? '' }));
}

/** @returns the stack's output */
function addStack(nodes: Unnamed[], layers: readonly Layer[], prefix: string, input: Value): Value {
  return layers.reduce(
    (value, layer, index) =>
      addLayer(nodes, layer, prefix === '' ? index : `${prefix}${index}`, value),
    input,
  );
}

function addLayer(nodes: Unnamed[], layer: Layer, place: KerasNode['place'], input: Value): Value {
  const definition = definitionOf(layer);
  const inference = definition.infer(layer, input.shape);
  if (!inference.ok) throw new Error(`${layer.type}: ${inference.problem.message}`);
  const block = definition.block?.(layer, input.shape);
  if (!block) return addNode(nodes, definition.keras(layer), [input], place, inference);
  const main = addStack(nodes, block.layers, `${place}.layers.`, input);
  const skip = addStack(nodes, block.shortcut, `${place}.shortcut.`, input);
  const sum = { output: inference.output, trainableParameters: 0, nonTrainableParameters: 0 };
  const joined = addNode(nodes, definition.keras(layer), [main, skip], place, sum);
  return addStack(nodes, block.after, `${place}.after.`, joined);
}

function addNode(
  nodes: Unnamed[],
  { className, config }: KerasLayer,
  inputs: readonly Value[],
  place: KerasNode['place'],
  { output, trainableParameters, nonTrainableParameters }: NodeCost,
): Value {
  const numbers = inputs.map(({ number }) => number);
  const cost = { output, trainableParameters, nonTrainableParameters };
  nodes.push({ className, config, inputs: numbers, place, ...cost });
  return { number: nodes.length, shape: output };
}
