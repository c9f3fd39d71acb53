import { inputShape, type Architecture } from '../architecture.ts';
import { kerasGraph } from '../kerasGraph.ts';
import type { ImageShape } from '../shape.ts';
import { HARD_SIGMOID, kerasLayerCode } from './kerasLayerCode.ts';
import { indented, python } from './python.ts';

/**
 * A network as Keras 3 code that makes `model`: a Sequential, or a functional model where there are
 * blocks. Needs `keras` and `layers`.
 *
 * @param architecture one that inference accepts
 */
export function kerasModelCode(
  architecture: Architecture,
  imageShape: ImageShape,
): readonly string[] {
  const nodes = kerasGraph(architecture, imageShape);
  const input = `keras.Input(shape=${python(inputShape(architecture, imageShape))})`;
  const isChain = nodes.every(({ inputs }, index) => inputs.length === 1 && inputs[0] === index);
  const calls = nodes.map((node) => kerasLayerCode(node, node.name));
  const model = isChain ? sequential(input, calls) : functional(input, nodes, calls);
  return calls.some((text) => text.includes('=hard_sigmoid'))
    ? [...HARD_SIGMOID, '', '', ...model]
    : model;
}

function sequential(input: string, calls: readonly string[]): readonly string[] {
  const items = [input, ...calls].map((text) => `${text},`);
  return ['model = keras.Sequential(', ...indented(['[', ...indented(items), ']']), ')'];
}

function functional(
  input: string,
  nodes: ReturnType<typeof kerasGraph>,
  calls: readonly string[],
): readonly string[] {
  const values = ['inputs', ...nodes.map(({ name }) => name)];
  const lines = nodes.map(({ name, inputs }, index) => {
    const given = inputs.map((value) => values[value] ?? '');
    const joined = given.length === 1 ? given[0] : `[${given.join(', ')}]`;
    return `${name} = ${calls[index]}(${joined})`;
  });
  return [`inputs = ${input}`, ...lines, `model = keras.Model(inputs, ${values.at(-1)})`];
}
