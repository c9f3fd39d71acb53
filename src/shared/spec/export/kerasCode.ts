import type { DatasetDescription } from '../../dataset/datasetDescription.ts';
import type { ExperimentSpec } from '../experimentSpec.ts';
import { kerasDataCode } from './kerasDataCode.ts';
import { kerasModelCode } from './kerasModelCode.ts';
import { scheduleDefinition } from './kerasScheduleCode.ts';
import { compileCode, fitCode } from './kerasTrainingCode.ts';

/**
 * A spec as a Python program for Keras 3 on TensorFlow: data, network, optimiser with its schedule,
 * training and the test. First weights, split, order and dropout are drawn anew, so that its figures
 * come close without being the same.
 *
 * @param spec one that `checkSpec` accepts
 * @param dataset what the spec names
 */
export function kerasCode(spec: ExperimentSpec, dataset: DatasetDescription): string {
  const { architecture, training, seed, model } = spec;
  const schedule = scheduleDefinition(training.schedule);
  const lines = [
    `"""${oneLine(model)}, written by Atelier for Keras 3 on TensorFlow."""`,
    '',
    'import keras',
    'import numpy as np',
    'import tensorflow as tf',
    'from keras import layers',
    '',
    `EPOCHS = ${training.epochs}`,
    `BATCH_SIZE = ${training.batchSize}`,
    `keras.utils.set_random_seed(${seed})`,
    '',
    '',
    ...kerasDataCode(spec, dataset),
    '',
    ...kerasModelCode(architecture, dataset.imageShape),
    'model.summary()',
    '',
    ...(schedule.length === 0 ? [] : ['', ...schedule, '', '']),
    ...compileCode(training),
    '',
    ...fitCode(training),
  ];
  return `${lines.join('\n')}\n`;
}

/** A name that cannot end the text around it. */
function oneLine(name: string): string {
  return name.replaceAll(/\s+/g, ' ').replaceAll('"', "'").replaceAll('\\', '/');
}
