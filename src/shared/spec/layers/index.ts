import { z } from 'zod';
import type { LayerDefinition } from '../layerDefinition.ts';
import { activation } from './activation.ts';
import { batchNormalization } from './batchNormalization.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import { globalAveragePooling2d } from './globalAveragePooling2d.ts';
import { averagePooling2d, maxPooling2d } from './pooling2d.ts';
import { lstm, simpleRnn } from './recurrent.ts';

/** Schema of one layer of any known type, told apart by `type`. */
export const layerSchema = z.discriminatedUnion(
  'type',
  [
    conv2d.schema,
    maxPooling2d.schema,
    averagePooling2d.schema,
    globalAveragePooling2d.schema,
    batchNormalization.schema,
    activation.schema,
    dropout.schema,
    flatten.schema,
    dense.schema,
    lstm.schema,
    simpleRnn.schema,
  ],
  { error: (issue) => unknownLayer(issue.input) },
);

/** One layer of an architecture. */
export type Layer = z.infer<typeof layerSchema>;

/** The name of a kind of layer. */
export type LayerType = Layer['type'];

/** A definition whose own layer type has been put aside, as the registry holds it. */
export type AnyLayerDefinition = LayerDefinition<Layer>;

const DEFINITIONS = [
  conv2d,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  batchNormalization,
  activation,
  dropout,
  flatten,
  dense,
  lstm,
  simpleRnn,
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

const FIRST_VALUES: Partial<Record<LayerType, Readonly<Record<string, unknown>>>> = {
  Conv2D: { filters: 32, activation: 'relu' },
  Dense: { units: 128, activation: 'relu' },
  Dropout: { rate: 0.25 },
  Activation: { activation: 'relu' },
  LSTM: { units: 128 },
  SimpleRNN: { units: 128 },
};

/** A new layer of a kind: Keras's defaults, and a usual value where Keras has none. */
export function newLayer(type: LayerType): Layer {
  return layerSchema.parse({ type, ...FIRST_VALUES[type] });
}

function unknownLayer(input: unknown): string {
  const type = (input as { type?: unknown } | null)?.type;
  return `layer type ${JSON.stringify(type)} is unknown; use one of ${DEFINITIONS.map((definition) => definition.type).join(', ')}`;
}
