import { z } from 'zod';

/** Keras's names of the initialisers of a vector, such as a bias. */
export const VECTOR_INITIALIZERS = [
  'zeros',
  'ones',
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'lecunUniform',
  'lecunNormal',
  'randomUniform',
  'randomNormal',
  'truncatedNormal',
] as const;

/** Keras's names of the initialisers of a matrix of weights. */
export const INITIALIZERS = [...VECTOR_INITIALIZERS, 'orthogonal'] as const;

/** The name of an initialiser, with Keras's defaults for its own options. */
export type InitializerName = (typeof INITIALIZERS)[number];

/**
 * Schema of an initialiser's name.
 *
 * @param names those that the weight can have
 */
export function initializerSchema(label: string, names: readonly InitializerName[]) {
  return z.enum(names, { error: `${label} must be one of ${names.join(', ')}` });
}
