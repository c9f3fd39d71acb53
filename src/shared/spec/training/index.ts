import { z } from 'zod';
import { realNumber, wholeNumber } from '../fields.ts';
import { augmentationSchema } from './augmentation.ts';
import { clippingSchema } from './clipping.ts';
import { earlyStoppingSchema } from './earlyStopping.ts';
import { MONITORS } from './monitor.ts';
import { optimizerSchema } from './optimizers/index.ts';
import { scheduleSchema } from './schedules/index.ts';

/** Schema of how a network is trained. Whatever is left out leaves training as plain as it can be. */
export const trainingSchema = z.strictObject({
  epochs: wholeNumber('epochs', 1, 10_000),
  batchSize: wholeNumber('batchSize', 1, 8192),
  optimizer: optimizerSchema,
  schedule: scheduleSchema.default({ type: 'constant' }),
  loss: z.literal('categoricalCrossentropy', {
    error: 'loss must be categoricalCrossentropy',
  }),
  /** The part of each label that is spread evenly over all classes. */
  labelSmoothing: realNumber('labelSmoothing', 0, 0.5).default(0),
  /** What an example's loss is multiplied by, one number a class; null leaves all equal. */
  classWeights: z
    .union(
      [
        z.null(),
        z
          .array(realNumber('classWeights', 0.001, 1000))
          .min(2)
          .max(1000),
      ],
      {
        error:
          'classWeights must be null or a list with a number from 0.001 to 1000 for each class',
      },
    )
    .default(null),
  /** How gradients are kept small; null leaves them as they are. */
  clipping: clippingSchema.nullable().default(null),
  /** How training images are varied; null shows them as they are. */
  augmentation: augmentationSchema.nullable().default(null),
  /** When to end before the last epoch; null trains them all. */
  earlyStopping: earlyStoppingSchema.nullable().default(null),
  /** The figure whose best epoch's weights are kept; null keeps the last epoch's. */
  keepBest: z
    .enum(MONITORS, { error: `keepBest must be null, ${MONITORS.join(' or ')}` })
    .nullable()
    .default(null),
});

/** How a network is trained. */
export type Training = z.infer<typeof trainingSchema>;

/** Something wrong with training options that no one of them has alone. */
export interface TrainingProblem {
  /** Dotted, within the training options. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

/**
 * What is wrong with training options taken together.
 *
 * @param classes how many the data have
 */
export function trainingProblems(training: Training, classes: number): readonly TrainingProblem[] {
  const problems: TrainingProblem[] = [];
  const { schedule, epochs, classWeights } = training;
  if (schedule.type === 'cosine' && schedule.warmupEpochs >= epochs) {
    problems.push({
      path: 'schedule.warmupEpochs',
      message: `warmupEpochs must be less than the ${epochs} epochs of the run`,
      hint: 'Shorten the warm-up or train for more epochs',
    });
  }
  if (classWeights !== null && classWeights.length !== classes) {
    problems.push({
      path: 'classWeights',
      message: `classWeights must have ${classes} numbers, one a class, but has ${classWeights.length}`,
      hint: 'Give one number for each class of the data, or null',
    });
  }
  return problems;
}
