import { inputShape, type Architecture } from './architecture.ts';
import type { KerasLayer } from './layerDefinition.ts';
import { layerNames } from './layerNames.ts';
import { definitionOf, type Layer } from './layers/index.ts';
import type { Shape } from './shape.ts';

/** A Keras layer of a network and where its inputs come from. */
export interface KerasNode extends KerasLayer {
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

/**
 * A network as the Keras layers that it is made of, each after all it depends on. Blocks are taken
 * apart; of a stack without blocks each node's input is the one before it.
 *
 * @param architecture one that inference accepts
 * @param imageShape height, width, channels of the data
 */
export function kerasGraph(
  architecture: Architecture,
  imageShape: readonly [number, number, number],
): readonly KerasNode[] {
  const nodes: Unnamed[] = [];
  addStack(nodes, architecture.layers, '', 0, inputShape(architecture, imageShape));
  const names = layerNames(nodes.map(({ className }) => className));
  return nodes.map((node, index) => ({ ...node, name: names[index] ?? '' }));
}

/** @returns the number of the stack's output */
function addStack(
  nodes: Unnamed[],
  layers: readonly Layer[],
  prefix: string,
  input: number,
  shape: Shape,
): number {
  let value = input;
  let current = shape;
  layers.forEach((layer, index) => {
    const inference = definitionOf(layer).infer(layer, current);
    if (!inference.ok) throw new Error(`${layer.type}: ${inference.problem.message}`);
    value = addLayer(nodes, layer, prefix === '' ? index : `${prefix}${index}`, value, current);
    current = inference.output;
  });
  return value;
}

function addLayer(
  nodes: Unnamed[],
  layer: Layer,
  place: KerasNode['place'],
  input: number,
  shape: Shape,
): number {
  const definition = definitionOf(layer);
  const block = definition.block?.(layer, shape);
  if (!block) return addNode(nodes, definition.keras(layer), [input], place);
  const main = addStack(nodes, block.layers, `${place}.layers.`, input, shape);
  const chain = (layers: readonly KerasLayer[], from: number, part: string): number =>
    layers.reduce((at, one, i) => addNode(nodes, one, [at], `${place}.${part}.${i}`), from);
  const skip = chain(block.shortcut, input, 'shortcut');
  const joined = addNode(nodes, definition.keras(layer), [main, skip], place);
  return chain(block.after, joined, 'after');
}

function addNode(
  nodes: Unnamed[],
  { className, config }: KerasLayer,
  inputs: readonly number[],
  place: KerasNode['place'],
): number {
  nodes.push({ className, config, inputs, place });
  return nodes.length;
}
