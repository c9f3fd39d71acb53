import { z } from 'zod';
import { ACTIVATIONS, activationSchema } from '../fields.ts';
import type { StackReport } from '../inspectStack.ts';
import {
  fails,
  type KerasBlock,
  type KerasLayer,
  type LayerCost,
  type LayerInference,
} from '../layerDefinition.ts';
import { formatShape, sizeOf, type Shape } from '../shape.ts';
import { batchNormalization } from './batchNormalization.ts';
import { conv2d } from './conv2d.ts';
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

type SkipCost = Pick<
  LayerCost,
  'trainableParameters' | 'nonTrainableParameters' | 'multiplyAdds'
> & {
  readonly activations: number;
};

function projectionCost(
  { filters }: Projection,
  channels: number,
  output: Shape,
  normalized: boolean,
): SkipCost {
  const size = sizeOf(output);
  return {
    trainableParameters: channels * filters + (normalized ? 2 * filters : filters),
    nonTrainableParameters: normalized ? 2 * filters : 0,
    multiplyAdds: channels * size,
    activations: normalized ? 2 * size : size,
  };
}

const IDENTITY: SkipCost = {
  trainableParameters: 0,
  nonTrainableParameters: 0,
  multiplyAdds: 0,
  activations: 0,
};

function skipCost(
  { shortcut, batchNormalization: normalized }: ResidualOf<unknown>,
  input: Shape,
  output: Shape,
): SkipCost | null {
  if (shortcut === 'identity') return formatShape(input) === formatShape(output) ? IDENTITY : null;
  const projection = projectionOf(input, output);
  return projection && projectionCost(projection, input[2] ?? 0, output, normalized);
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
    if (inner.output === null) return innerProblem(inner);
    const { output } = inner;
    const skip = skipCost(block, input, output);
    if (skip === null) return { ...cannotSkip(block, input, output), inner: inner.layers };
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

  function shortcut(block: Block, input: Shape, output: Shape): readonly KerasLayer[] {
    const projection = block.shortcut === 'projection' ? projectionOf(input, output) : null;
    if (projection === null) return [];
    const useBias = !block.batchNormalization;
    const one = { type: 'Conv2D', ...projection, kernelSize: 1, useBias };
    const convolution = conv2d.keras(conv2d.schema.parse(one));
    if (useBias) return [convolution];
    const defaults = batchNormalization.schema.parse({ type: 'BatchNormalization' });
    return [convolution, batchNormalization.keras(defaults)];
  }

  function block(of: Block, input: Shape): KerasBlock<L> {
    const { output } = inspect(of.layers, input);
    const { activation } = of;
    return {
      layers: of.layers,
      shortcut: shortcut(of, input, output ?? input),
      after: activation === 'linear' ? [] : [{ className: 'Activation', config: { activation } }],
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
