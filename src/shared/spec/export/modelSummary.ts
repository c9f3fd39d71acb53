import { inputShape, type Architecture } from '../architecture.ts';
import { kerasGraph, type KerasNode } from '../kerasGraph.ts';
import type { ImageShape, Shape } from '../shape.ts';

/**
 * A network as text, in the manner of Keras's `model.summary()`.
 *
 * @param architecture one that inference accepts
 */
export function modelSummary(architecture: Architecture, imageShape: ImageShape): string {
  const nodes = kerasGraph(architecture, imageShape);
  const values = ['input_layer', ...nodes.map(({ name }) => name)];
  const branches = nodes.some(({ inputs }, index) => inputs.length > 1 || inputs[0] !== index);
  const rows = [
    ['Layer (type)', 'Output Shape', 'Param #', ...(branches ? ['Connected to'] : [])],
    [
      'input_layer (InputLayer)',
      shapeText(inputShape(architecture, imageShape)),
      '0',
      ...(branches ? ['-'] : []),
    ],
    ...nodes.map((node) => [
      `${node.name} (${node.className})`,
      shapeText(node.output),
      count(node.trainableParameters + node.nonTrainableParameters),
      ...(branches ? [node.inputs.map((value) => values[value] ?? '').join(', ')] : []),
    ]),
  ];
  const [head = [], ...body] = align(rows);
  const rule = '─'.repeat(Math.max(...[head, ...body].map((line) => line.length)));
  return [head, rule, ...body, rule, ...totals(nodes), ''].join('\n');
}

function totals(nodes: readonly KerasNode[]): readonly string[] {
  const trainable = nodes.reduce((sum, node) => sum + node.trainableParameters, 0);
  const fixed = nodes.reduce((sum, node) => sum + node.nonTrainableParameters, 0);
  return [
    `Total params: ${count(trainable + fixed)}`,
    `Trainable params: ${count(trainable)}`,
    `Non-trainable params: ${count(fixed)}`,
  ];
}

/** Columns of one width each; the third, of numbers, to the right. */
function align(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((text, column) =>
        column === 2 ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function shapeText(shape: Shape): string {
  return `(None, ${shape.join(', ')})`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
