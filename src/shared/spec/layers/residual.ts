import { z } from 'zod';
import { ACTIVATIONS, activationSchema } from '../fields.ts';
import type { StackReport } from '../inspectStack.ts';
import { fails, type LayerBlock, type LayerInference } from '../layerDefinition.ts';
import { formatShape, sizeOf, type Shape } from '../shape.ts';
import type { Activation } from './activation.ts';
import { batchNormalization, type BatchNormalization } from './batchNormalization.ts';
import { conv2d, type Conv2D } from './conv2d.ts';
import { LARGEST_STRIDE } from './convolution.ts';

/** What the skip does to its input before the sum. */
const SHORTCUTS = ['identity', 'projection'] as const;

/** How many blocks may stand inside each other. */
export const RESIDUAL_DEPTH = 3;

/**
 * Schema of a residual block.
 *
 * @param layer schema of the layers inside
 */
export function residualSchema<L>(layer: z.ZodType<L>) {
  return z.strictObject({
    type: z.literal('Residual'),
    layers: z
      .array(layer, { error: 'layers must be a list of layers' })
      .min(1, 'layers must hold at least one layer'),
    shortcut: z
      .enum(SHORTCUTS, { error: 'shortcut must be identity or projection' })
      .default('identity'),
    batchNormalization: z.boolean().default(true),
    activation: activationSchema.default('linear'),
  });
}

/**
 * A stack of layers whose input is added to its output.
 *
 * @typeParam L any layer
 */
export type ResidualOf<L> = z.infer<ReturnType<typeof residualSchema<L>>>;

/** A 1 × 1 convolution that brings one image to the size of another. */
interface Projection {
  readonly filters: number;
  readonly strides: readonly [number, number];
}

/** The smallest strides that do it; null where none do. */
function projectionOf(input: Shape, output: Shape): Projection | null {
  const [height = 0, width = 0, filters = 0] = output;
  if (input.length !== 3 || output.length !== 3) return null;
  const rows = strideOf(input[0] ?? 0, height);
  const columns = strideOf(input[1] ?? 0, width);
  return rows === null || columns === null ? null : { filters, strides: [rows, columns] };
}

function strideOf(from: number, to: number): number | null {
  const stride = Math.ceil(from / to);
  return stride <= LARGEST_STRIDE && Math.ceil(from / stride) === to ? stride : null;
}

/** The layers on the skip; null where none bring it to the size of what it is added to. */
function shortcutOf(
  { shortcut, batchNormalization: normalized }: ResidualOf<unknown>,
  input: Shape,
  output: Shape,
): readonly (Conv2D | BatchNormalization)[] | null {
  if (shortcut === 'identity') return formatShape(input) === formatShape(output) ? [] : null;
  const projection = projectionOf(input, output);
  if (projection === null) return null;
  const options = { ...projection, kernelSize: 1, useBias: !normalized };
  const convolution = conv2d.schema.parse({ type: 'Conv2D', ...options });
  if (!normalized) return [convolution];
  return [convolution, batchNormalization.schema.parse({ type: 'BatchNormalization' })];
}

/** The problem of the first wrong layer inside, its field told from the block. */
function innerProblem({ layers }: StackReport): LayerInference {
  const index = layers.findIndex(({ status }) => status === 'error');
  const wrong = layers[index];
  if (wrong?.status !== 'error') throw new Error('a stack without a wrong layer has an output');
  const { field, ...problem } = wrong.problem;
  const path = `layers.${index}${field === undefined ? '' : `.${field}`}`;
  return { ok: false, problem: { ...problem, field: path }, inner: layers };
}

function cannotSkip({ shortcut }: ResidualOf<unknown>, input: Shape, output: Shape) {
  const rule = 'The skip fits what it is added to';
  const message = `The skip carries ${formatShape(input)}, but the layers inside make ${formatShape(output)}`;
  if (shortcut === 'identity' && projectionOf(input, output)) {
    return fails({ rule, field: 'shortcut', message, hint: 'Use a projection on the skip' });
  }
  return fails({
    rule,
    field: 'shortcut',
    message,
    hint: 'Let the layers inside end with the shape that they begin with',
  });
}

/**
 * The residual block of K. He et al., "Deep Residual Learning for Image Recognition" (2016):
 * activation(layers(x) + skip(x)). The skip is x itself, or a 1 × 1 convolution whose strides and
 * filters follow from the shapes, with a BatchNormalization (and then no bias) where wanted.
 *
 * @param inspect walks the layers inside
 */
export function defineResidual<L>(
  layer: z.ZodType<L>,
  inspect: (layers: readonly L[], input: Shape) => StackReport,
) {
  type Block = ResidualOf<L>;

  function infer(block: Block, input: Shape): LayerInference {
    const inner = inspect(block.layers, input);
    const { output } = inner;
    if (output === null) return innerProblem(inner);
    const shortcut = shortcutOf(block, input, output);
    if (shortcut === null) return { ...cannotSkip(block, input, output), inner: inner.layers };
    const skip = inspect(shortcut as unknown as readonly L[], input);
    const after = block.activation === 'linear' ? 1 : 2;
    return {
      ok: true,
      output,
      trainableParameters: inner.trainableParameters + skip.trainableParameters,
      nonTrainableParameters: inner.nonTrainableParameters + skip.nonTrainableParameters,
      multiplyAdds: inner.multiplyAdds + skip.multiplyAdds,
      activations: inner.activations + skip.activations + after * sizeOf(output),
      inner: inner.layers,
    };
  }

  function block(of: Block, input: Shape): LayerBlock<L> {
    const output = inspect(of.layers, input).output ?? input;
    const after: readonly Activation[] =
      of.activation === 'linear' ? [] : [{ type: 'Activation', activation: of.activation }];
    return {
      layers: of.layers,
      shortcut: (shortcutOf(of, input, output) ?? []) as unknown as readonly L[],
      after: after as unknown as readonly L[],
    };
  }

  return {
    type: 'Residual',
    family: 'block',
    summary: 'A stack of layers whose input is added to its output',
    schema: residualSchema(layer),
    fields: [
      { kind: 'stack', key: 'layers', label: 'Layers' },
      {
        kind: 'choice',
        key: 'shortcut',
        label: 'Skip',
        options: SHORTCUTS,
        wide: true,
        help: 'A projection is a 1 × 1 convolution that follows a change of size or channels',
      },
      {
        kind: 'boolean',
        key: 'batchNormalization',
        label: 'Normalise',
        help: 'BatchNormalization after the projection, which then has no bias',
      },
      { kind: 'choice', key: 'activation', label: 'Activation', options: ACTIVATIONS },
    ],
    first: {
      layers: [
        { type: 'Conv2D', filters: 32, padding: 'same', activation: 'relu' },
        { type: 'Conv2D', filters: 32, padding: 'same' },
      ],
      shortcut: 'projection',
      activation: 'relu',
    },
    infer,
    keras: () => ({ className: 'Add', config: {} }),
    block,
  } as const;
}
