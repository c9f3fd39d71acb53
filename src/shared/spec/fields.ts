import { z } from 'zod';

/** Positive whole number up to `max`, with an error that says so. */
export function wholeNumber(label: string, min: number, max: number) {
  const range = `${label} must be a whole number from ${min} to ${max}`;
  return z.number({ error: range }).int(range).min(min, range).max(max, range);
}

/** A number within `[min, max]`, with an error that says so. */
export function realNumber(label: string, min: number, max: number) {
  const range = `${label} must be a number from ${min} to ${max}`;
  return z.number({ error: range }).min(min, range).max(max, range);
}

/** Height and width; one number stands for both. */
export function sizePair(label: string, max: number, min = 1) {
  const one = wholeNumber(label, min, max);
  return z.preprocess(
    (value) => (typeof value === 'number' ? [value, value] : value),
    z.tuple([one, one], { error: `${label} must be two whole numbers, height and width` }),
  );
}

/** One to three whole numbers from 1 to `max`, such as a shape or an order of axes. */
export function axisList(label: string, max: number) {
  const message = `${label} must be one to three whole numbers from 1 to ${max}`;
  return z
    .array(wholeNumber(label, 1, max), { error: message })
    .min(1, message)
    .max(3, message);
}

/** Keras's names of the activations a layer can carry. */
export const ACTIVATIONS = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'swish',
  'gelu',
  'tanh',
  'sigmoid',
  'hardSigmoid',
  'softmax',
] as const;

/** Schema of an activation's name. */
export const activationSchema = z.enum(ACTIVATIONS, {
  error: `activation must be one of ${ACTIVATIONS.join(', ')}`,
});

/** Name of an activation. */
export type ActivationName = z.infer<typeof activationSchema>;

/** Schema of Keras's padding. */
export const paddingSchema = z.enum(['valid', 'same'], {
  error: 'padding must be valid or same',
});
