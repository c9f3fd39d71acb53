import type { FieldDefinition } from '../layerDefinition.ts';
import { realNumber } from '../fields.ts';

/** Schema of a base learning rate. */
export const learningRateSchema = realNumber('learningRate', 1e-7, 1e6);
/** Schema of a decay rate of an average, or of a momentum. */
export const momentumSchema = realNumber('momentum', 0, 0.9999);

/** The control of a base learning rate. */
export const LEARNING_RATE: FieldDefinition = {
  kind: 'number',
  key: 'learningRate',
  label: 'Learning rate',
  min: 1e-7,
  max: 1e6,
  step: 0.0001,
};

/** The control of a momentum. */
export const MOMENTUM: FieldDefinition = {
  kind: 'number',
  key: 'momentum',
  label: 'Momentum',
  min: 0,
  max: 0.9999,
  step: 0.01,
};

/** The control of the number that keeps a division from zero. */
export const EPSILON: FieldDefinition = {
  kind: 'number',
  key: 'epsilon',
  label: 'Epsilon',
  min: 1e-12,
  max: 1,
  step: 1e-7,
};

/** The controls of Adam's two averages. */
export const BETAS: readonly FieldDefinition[] = [
  { kind: 'number', key: 'beta1', label: 'Beta 1', min: 0, max: 0.99999, step: 0.01 },
  { kind: 'number', key: 'beta2', label: 'Beta 2', min: 0, max: 0.999999, step: 0.001 },
];
