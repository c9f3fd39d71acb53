import { z } from 'zod';
import { realNumber, wholeNumber } from './fields.ts';
import type { FieldDefinition } from './layerDefinition.ts';

const learningRate = realNumber('learningRate', 1e-7, 1e6);

const adamSchema = z.strictObject({
  type: z.literal('Adam'),
  learningRate: learningRate.default(0.001),
  beta1: realNumber('beta1', 0, 0.99999).default(0.9),
  beta2: realNumber('beta2', 0, 0.999999).default(0.999),
  epsilon: realNumber('epsilon', 1e-12, 1).default(1e-7),
});

const sgdSchema = z.strictObject({
  type: z.literal('SGD'),
  learningRate: learningRate.default(0.01),
  momentum: realNumber('momentum', 0, 0.9999).default(0),
  nesterov: z.boolean().default(false),
});

const rmspropSchema = z.strictObject({
  type: z.literal('RMSprop'),
  learningRate: learningRate.default(0.001),
  rho: realNumber('rho', 0, 0.9999).default(0.9),
  momentum: realNumber('momentum', 0, 0.9999).default(0),
  epsilon: realNumber('epsilon', 1e-12, 1).default(1e-7),
});

/** Schema of an optimiser, told apart by `type`; Keras's names and defaults. */
export const optimizerSchema = z.discriminatedUnion(
  'type',
  [adamSchema, sgdSchema, rmspropSchema],
  { error: 'optimizer type must be Adam, SGD or RMSprop' },
);

/** An optimiser and its options. */
export type Optimizer = z.infer<typeof optimizerSchema>;
/** The name of an optimiser. */
export type OptimizerType = Optimizer['type'];

const LEARNING_RATE: FieldDefinition = {
  kind: 'number',
  key: 'learningRate',
  label: 'Learning rate',
  min: 1e-7,
  max: 1e6,
  step: 0.0001,
};
const MOMENTUM: FieldDefinition = {
  kind: 'number',
  key: 'momentum',
  label: 'Momentum',
  min: 0,
  max: 0.9999,
  step: 0.01,
};
const EPSILON: FieldDefinition = {
  kind: 'number',
  key: 'epsilon',
  label: 'Epsilon',
  min: 1e-12,
  max: 1,
  step: 1e-7,
};

/** The form of each optimiser. */
export const OPTIMIZER_FIELDS: Readonly<Record<OptimizerType, readonly FieldDefinition[]>> = {
  Adam: [
    LEARNING_RATE,
    { kind: 'number', key: 'beta1', label: 'Beta 1', min: 0, max: 0.99999, step: 0.01 },
    { kind: 'number', key: 'beta2', label: 'Beta 2', min: 0, max: 0.999999, step: 0.001 },
    EPSILON,
  ],
  SGD: [LEARNING_RATE, MOMENTUM, { kind: 'boolean', key: 'nesterov', label: 'Nesterov' }],
  RMSprop: [
    LEARNING_RATE,
    { kind: 'number', key: 'rho', label: 'Rho', min: 0, max: 0.9999, step: 0.01 },
    MOMENTUM,
    EPSILON,
  ],
};

/** A new optimiser of a kind, with Keras's defaults. */
export function newOptimizer(type: OptimizerType): Optimizer {
  return optimizerSchema.parse({ type });
}

/** Schema of how a network is trained. */
export const trainingSchema = z.strictObject({
  epochs: wholeNumber('epochs', 1, 10_000),
  batchSize: wholeNumber('batchSize', 1, 8192),
  optimizer: optimizerSchema,
  loss: z.literal('categoricalCrossentropy', {
    error: 'loss must be categoricalCrossentropy',
  }),
});

/** How a network is trained. */
export type Training = z.infer<typeof trainingSchema>;
