import { z } from 'zod';
import { inspectStack, type StackReport } from '../inspectStack.ts';
import type { LayerDefinition, LayerInference } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import { activation } from './activation.ts';
import { batchNormalization } from './batchNormalization.ts';
import { bidirectional } from './bidirectional.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwiseConv2d.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import { gaussianNoise } from './gaussianNoise.ts';
import { globalAveragePooling2d } from './globalAveragePooling2d.ts';
import { globalMaxPooling2d } from './globalMaxPooling2d.ts';
import { gru } from './gru.ts';
import { inputNormalization } from './inputNormalization.ts';
import { layerNormalization } from './layerNormalization.ts';
import { leakyRelu } from './leakyRelu.ts';
import { lstm } from './lstm.ts';
import { permute } from './permute.ts';
import { averagePooling2d, maxPooling2d } from './pooling2d.ts';
import { reshape } from './reshape.ts';
import { defineResidual, RESIDUAL_DEPTH, residualSchema, type ResidualOf } from './residual.ts';
import { separableConv2d } from './separableConv2d.ts';
import { simpleRnn } from './simpleRnn.ts';
import { spatialDropout2d } from './spatialDropout2d.ts';
import { zeroPadding2d } from './zeroPadding2d.ts';

/** Every kind of plain layer, in the palette's order. A new one is a file and a line here. */
const LAYERS = [
  conv2d,
  separableConv2d,
  depthwiseConv2d,
  maxPooling2d,
  averagePooling2d,
  globalMaxPooling2d,
  globalAveragePooling2d,
  inputNormalization,
  batchNormalization,
  layerNormalization,
  activation,
  leakyRelu,
  dropout,
  spatialDropout2d,
  gaussianNoise,
  flatten,
  reshape,
  permute,
  zeroPadding2d,
  dense,
  lstm,
  gru,
  simpleRnn,
  bidirectional,
] as const;

/** One layer that holds no others. */
export type PlainLayer = z.infer<(typeof LAYERS)[number]['schema']>;

/** A stack of layers whose input is added to its output. */
export type Residual = Omit<ResidualOf<unknown>, 'layers'> & { readonly layers: readonly Layer[] };

/** One layer of an architecture; a block holds layers of its own. */
export type Layer = PlainLayer | Residual;

/** The name of a kind of layer. */
export type LayerType = Layer['type'];

/** A definition whose own layer type has been put aside, as the registry holds it. */
export type AnyLayerDefinition = LayerDefinition<Layer>;

/** Schema of a layer inside `depth` more blocks at most; its own depth bounds what it accepts. */
function layerWithin(depth: number): z.ZodType<Layer> {
  const plain = LAYERS.map(({ schema }) => schema) as unknown as [z.ZodObject, ...z.ZodObject[]];
  const blocks = depth > 0 ? [residualSchema(layerWithin(depth - 1))] : [];
  return z.discriminatedUnion('type', [...plain, ...blocks] as typeof plain, {
    error: ({ input }) => unknownLayer(input),
  }) as unknown as z.ZodType<Layer>;
}

/** Schema of one layer of any known type, told apart by `type`. */
export const layerSchema = layerWithin(RESIDUAL_DEPTH);

const DEFINITIONS = [
  ...LAYERS,
  defineResidual(layerWithin(RESIDUAL_DEPTH - 1), inspectLayers),
] as unknown as readonly AnyLayerDefinition[];

const BY_TYPE: ReadonlyMap<string, AnyLayerDefinition> = new Map(
  DEFINITIONS.map((definition) => [definition.type, definition]),
);

/** Every kind of layer, in the palette's order. */
export function layerDefinitions(): readonly AnyLayerDefinition[] {
  return DEFINITIONS;
}

/** The definition of a layer's kind. */
export function definitionOf(layer: { readonly type: LayerType }): AnyLayerDefinition {
  const definition = BY_TYPE.get(layer.type);
  if (!definition) throw new Error(unknownLayer(layer));
  return definition;
}

/** A new layer of a kind: Keras's defaults, and a usual value where Keras has none. */
export function newLayer(type: LayerType): Layer {
  return layerSchema.parse({ type, ...definitionOf({ type }).first });
}

/** Shape, parameters and cost of a layer of any kind. */
export function inferLayer(layer: Layer, input: Shape): LayerInference {
  return definitionOf(layer).infer(layer, input);
}

/** Walks a stack, layer by layer, and says what each does or why it cannot. */
export function inspectLayers(layers: readonly Layer[], input: Shape): StackReport {
  return inspectStack(layers, input, inferLayer);
}

/** How many layers a stack has, blocks and those inside them counted. */
export function countLayers(layers: readonly Layer[]): number {
  return layers.reduce((count, layer) => count + 1 + countLayers(innerLayers(layer)), 0);
}

/** The layers inside a block; none of a plain layer. */
export function innerLayers(layer: Layer): readonly Layer[] {
  return layer.type === 'Residual' ? layer.layers : [];
}

function unknownLayer(input: unknown): string {
  const type = (input as { type?: unknown } | null)?.type;
  if (type === 'Residual') return `Residual blocks may stand ${RESIDUAL_DEPTH} deep, and no deeper`;
  return `layer type ${JSON.stringify(type)} is unknown; use one of ${DEFINITIONS.map((layer) => layer.type).join(', ')}`;
}
