import { z } from 'zod';
import type { FieldDefinition } from '../../layerDefinition.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamW } from './adamW.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** Every optimiser, in the form's order. A new one is a file and a line here and in the schema. */
export const OPTIMIZERS = [adam, adamW, sgd, rmsprop, adagrad] as const;

/** Schema of an optimiser, told apart by `type`; Keras's names and defaults. */
export const optimizerSchema = z.discriminatedUnion(
  'type',
  [adam.schema, adamW.schema, sgd.schema, rmsprop.schema, adagrad.schema],
  { error: 'optimizer type must be Adam, AdamW, SGD, RMSprop or Adagrad' },
);

/** An optimiser and its options. */
export type Optimizer = z.infer<typeof optimizerSchema>;
/** The name of an optimiser. */
export type OptimizerType = Optimizer['type'];

/** Every optimiser's name, in the form's order. */
export const OPTIMIZER_TYPES: readonly OptimizerType[] = OPTIMIZERS.map(({ type }) => type);

/** The form of each optimiser. */
export const OPTIMIZER_FIELDS = Object.fromEntries(
  OPTIMIZERS.map(({ type, fields }) => [type, fields]),
) as unknown as Readonly<Record<OptimizerType, readonly FieldDefinition[]>>;

/** A new optimiser of a kind, with Keras's defaults. */
export function newOptimizer(type: OptimizerType): Optimizer {
  return optimizerSchema.parse({ type });
}
