import { buildStudyModel, type StudyModelName } from '../../../bench/studyModels.ts';
import type { Augmentation } from '../../../src/shared/spec/training/augmentation.ts';
import type { Clipping } from '../../../src/shared/spec/training/clipping.ts';
import type { LossOptions } from '../../../src/trainer/kernels/softmaxCrossEntropy.ts';
import {
  createTrainingProgram,
  type ComputeType,
  type OptimizerSettings,
  type ResidentSet,
  type TrainingProgram,
} from '../../../src/trainer/engine/trainingProgram.ts';
import type { TensorFlow } from '../../../src/trainer/tf.ts';

/** Adam as Keras sets it, at a learning rate. */
export function adamAt(learningRate: number): OptimizerSettings {
  return { type: 'Adam', learningRate, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
}

/** What may differ between two programs of a test. */
export interface ProgramOptions {
  readonly force?: 'native' | 'stock';
  readonly dropout?: boolean;
  readonly optimizer?: OptimizerSettings;
  readonly seed?: number;
  readonly computeType?: ComputeType;
  readonly shards?: number;
  readonly lossOptions?: LossOptions;
  readonly clipping?: Clipping;
  readonly augmentation?: Augmentation;
}

/** A study model and the program that trains it. */
export interface Trainable {
  readonly model: TensorFlow.LayersModel;
  readonly program: TrainingProgram;
}

/** Makes a study model from a fixed seed, and a program for it. */
export function studyProgram(
  name: StudyModelName,
  train: ResidentSet,
  options: ProgramOptions = {},
): Trainable {
  const model = buildStudyModel(name, { dropout: options.dropout ?? true, seed: 3 });
  const program = createTrainingProgram({
    model,
    train,
    loss: 'categoricalCrossentropy',
    optimizer: options.optimizer ?? adamAt(1e-3),
    seed: options.seed ?? 1,
    scale: 1 / 255,
    force: options.force ?? 'native',
    computeType: options.computeType ?? 'float32',
    workers: options.shards ?? 1,
    ...(options.lossOptions && { lossOptions: options.lossOptions }),
    clipping: options.clipping ?? null,
    augmentation: options.augmentation ?? null,
  });
  return { model, program };
}
