import { z } from 'zod';
import type { LayerDefinition } from '../layerDefinition.ts';
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
import { layerNormalization } from './layerNormalization.ts';
import { leakyRelu } from './leakyRelu.ts';
import { lstm } from './lstm.ts';
import { permute } from './permute.ts';
import { averagePooling2d, maxPooling2d } from './pooling2d.ts';
import { reshape } from './reshape.ts';
import { separableConv2d } from './separableConv2d.ts';
import { simpleRnn } from './simpleRnn.ts';
import { spatialDropout2d } from './spatialDropout2d.ts';
import { zeroPadding2d } from './zeroPadding2d.ts';

/** Every kind of layer, in the palette's order. A new one is a file and a line here. */
const LAYERS = [
  conv2d,
  separableConv2d,
  depthwiseConv2d,
  maxPooling2d,
  averagePooling2d,
  globalMaxPooling2d,
  globalAveragePooling2d,
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

type SchemasOf<T extends readonly { readonly schema: unknown }[]> = {
  -readonly [K in keyof T]: T[K]['schema'];
};

/** Schema of one layer of any known type, told apart by `type`. */
export const layerSchema = z.discriminatedUnion(
  'type',
  LAYERS.map(({ schema }) => schema) as unknown as SchemasOf<typeof LAYERS>,
  { error: (issue) => unknownLayer(issue.input) },
);

/** One layer of an architecture. */
export type Layer = z.infer<typeof layerSchema>;

/** The name of a kind of layer. */
export type LayerType = Layer['type'];

/** A definition whose own layer type has been put aside, as the registry holds it. */
export type AnyLayerDefinition = LayerDefinition<Layer>;

const DEFINITIONS = LAYERS as unknown as readonly AnyLayerDefinition[];

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

function unknownLayer(input: unknown): string {
  const type = (input as { type?: unknown } | null)?.type;
  return `layer type ${JSON.stringify(type)} is unknown; use one of ${LAYERS.map((layer) => layer.type).join(', ')}`;
}
