import { ACTIVATIONS, activationSchema, paddingSchema, sizePair, wholeNumber } from '../fields.ts';
import type { FieldDefinition } from '../layerDefinition.ts';
import { z } from 'zod';

/** Strides of a convolution at most. */
export const LARGEST_STRIDE = 16;

/** The options that every convolution has, in Keras's order. */
export const windowOptions = {
  kernelSize: sizePair('kernelSize', 64).default([3, 3]),
  strides: sizePair('strides', LARGEST_STRIDE).default([1, 1]),
  padding: paddingSchema.default('valid'),
};

/** The options that end every convolution. */
export const outputOptions = {
  activation: activationSchema.default('linear'),
  useBias: z.boolean().default(true),
};

/** Of convolutions that choose how many channels they make. */
export const filtersOption = { filters: wholeNumber('filters', 1, 4096) };

/** Of convolutions by channel. */
export const depthMultiplierOption = {
  depthMultiplier: wholeNumber('depthMultiplier', 1, 64).default(1),
};

/** The form of {@link filtersOption}. */
export const filtersField = {
  kind: 'integer',
  key: 'filters',
  label: 'Filters',
  min: 1,
  max: 4096,
  step: 1,
} as const satisfies FieldDefinition;

/** The form of {@link windowOptions}. */
export const windowFields = [
  { kind: 'pair', key: 'kernelSize', label: 'Kernel size', min: 1, max: 64 },
  { kind: 'pair', key: 'strides', label: 'Strides', min: 1, max: LARGEST_STRIDE },
  { kind: 'choice', key: 'padding', label: 'Padding', options: ['valid', 'same'] },
] as const satisfies readonly FieldDefinition[];

/** The form of {@link depthMultiplierOption}. */
export const depthMultiplierField = {
  kind: 'integer',
  key: 'depthMultiplier',
  label: 'Depth mult.',
  min: 1,
  max: 64,
  step: 1,
} as const satisfies FieldDefinition;

/** The form of {@link outputOptions}. */
export const outputFields = [
  { kind: 'choice', key: 'activation', label: 'Activation', options: ACTIVATIONS },
  { kind: 'boolean', key: 'useBias', label: 'Use bias' },
] as const satisfies readonly FieldDefinition[];
