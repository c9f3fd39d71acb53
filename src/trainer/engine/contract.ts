import type { Augmentation } from '../../shared/spec/training/augmentation.ts';
import type { Clipping } from '../../shared/spec/training/clipping.ts';
import type { LossOptions } from '../kernels/softmaxCrossEntropy.ts';
import type { TensorFlow } from '../tf.ts';

/** Images and labels held as native uint8 tensors once for a whole run. */
export interface ResidentSet {
  readonly count: number;
  /** Rows, columns, channels. */
  readonly imageShape: readonly [number, number, number];
  readonly classes: number;
  dispose(): void;
}

/** Training loss and accuracy, summed over examples since the last take. */
export interface TrainingSums {
  /** Sum of the examples' losses, the regularisers' part in each; NaN or infinite as soon as one of them was. */
  readonly lossSum: number;
  readonly correct: number;
  readonly count: number;
}

/** What a model says of each image, in the order of the indices. */
export interface Predictions {
  readonly classes: Uint8Array;
  /** Probability of the predicted class. */
  readonly confidences: Float32Array;
  /** count × classes, row by row. */
  readonly probabilities: Float32Array;
}

/** Mean loss, the regularisers' part included, and accuracy over a set. */
export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
}

/** An optimiser with Keras's names; defaults are the caller's business. */
export type OptimizerSettings =
  | {
      readonly type: 'Adam';
      readonly learningRate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    }
  | {
      readonly type: 'AdamW';
      readonly learningRate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    }
  | {
      readonly type: 'SGD';
      readonly learningRate: number;
      readonly momentum: number;
      readonly nesterov: boolean;
    }
  | {
      readonly type: 'RMSprop';
      readonly learningRate: number;
      readonly rho: number;
      readonly momentum: number;
      readonly epsilon: number;
      readonly centered: boolean;
    }
  | {
      readonly type: 'Adagrad';
      readonly learningRate: number;
      readonly initialAccumulatorValue: number;
      readonly epsilon: number;
    };

/** One array of a program's state: a weight, a moving statistic or an optimiser's slot. */
export interface StateArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What layers compute in: bfloat16 is faster and coarser where the processor knows it. */
export type ComputeType = 'float32' | 'bfloat16';

/** How long a step took with each number of workers. */
export interface WorkerTrial {
  readonly candidates: readonly {
    readonly workers: number;
    readonly millisecondsPerStep: number;
  }[];
}

/** A model, its data, its loss and its optimiser, ready to be stepped. */
export interface TrainingProgram {
  /** `stock` is the ordinary tfjs path, with the same results. */
  readonly kind: 'native' | 'stock';
  /** What the layers compute in; weights and optimiser are float32 either way. */
  readonly computeType: ComputeType;
  /** In human words: which layers or operations fell back, and why. */
  readonly fallbacks: readonly string[];
  /** Threads that share each batch; with the seed and the machine it decides every bit. */
  readonly workers: number;
  /** The trial that chose the workers; null when there was none. */
  readonly trial: WorkerTrial | null;
  /** One optimiser step on the images at these indices; `step` counts from 0 over the whole run. */
  trainStep(indices: Int32Array, step: number): void;
  /** Training sums since the last take, which go on; one read-back. */
  peekSums(): TrainingSums;
  /** Training sums since the last take, which begin again; one read-back. */
  takeSums(): TrainingSums;
  /** @param onBatch called after each batch; false stops */
  evaluate(
    set: ResidentSet,
    indices: Int32Array | null,
    batchSize: number,
    onBatch?: () => boolean,
  ): Evaluation;
  predict(set: ResidentSet, indices: Int32Array | null, batchSize: number): Predictions;
  /** What the regularisers of the weights as they are now add to any mean loss; 0 without any. */
  penalty(): number;
  /** The weights and moving statistics alone, without what the optimiser remembers. */
  exportWeights(): readonly StateArray[];
  /**
   * Puts exported weights back; the optimiser keeps what it remembers.
   * @throws RangeError when a name or shape does not fit this program
   */
  importWeights(weights: readonly StateArray[]): void;
  /** Copies the trained weights into the plain tfjs model. */
  writeBack(): void;
  setLearningRate(value: number): void;
  /** Everything that, with the step number, decides how training goes on; for checkpoints. */
  exportState(): readonly StateArray[];
  /**
   * Goes on from an exported state exactly as if training had not been interrupted.
   * @throws RangeError when a name or shape does not fit this program
   */
  importState(state: readonly StateArray[]): void;
  dispose(): void;
}

/** What a training program is made from. */
export interface TrainingProgramInput {
  /** A plain tfjs model with Keras's defaults; its weights are where training begins. */
  readonly model: TensorFlow.LayersModel;
  readonly train: ResidentSet;
  readonly loss: 'categoricalCrossentropy';
  /** @default neither smoothing nor weights */
  readonly lossOptions?: LossOptions;
  /** How gradients are kept small before an update. @default null, as they are */
  readonly clipping?: Clipping | null;
  /** How the images of each training step are varied. @default null, as they are */
  readonly augmentation?: Augmentation | null;
  readonly optimizer: OptimizerSettings;
  readonly seed: number;
  /** Pixels are multiplied by this: 1/255. */
  readonly scale: number;
  /**
   * Threads that each train on a part of every batch; the result depends on their number alone.
   * Worth it where small operations dominate and the process runs with TF_NUM_INTRAOP_THREADS=1.
   * A trial times steps of `batchSize` images with one and with `trialOf`, and keeps the faster.
   * @default 1
   */
  readonly workers?: number | { readonly trialOf: number; readonly batchSize: number };
  /** @default 'float32' */
  readonly computeType?: ComputeType;
  readonly force?: 'native' | 'stock';
}
