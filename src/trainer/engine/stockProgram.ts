import { dtype, readFloats, readInts, scoped } from '../kernels/nativeTensor.ts';
import { regularizedWeights } from '../kernels/regularizer.ts';
import { PLAIN_LOSS, type LossOptions } from '../kernels/softmaxCrossEntropy.ts';
import { stockClipGradients } from '../optimizers/clipGradients.ts';
import { createStockRule } from '../optimizers/createOptimizer.ts';
import { tf, type TensorFlow } from '../tf.ts';
import { batchesOf } from './batches.ts';
import type {
  Evaluation,
  Predictions,
  ResidentSet,
  StateArray,
  TrainingProgram,
  TrainingProgramInput,
  TrainingSums,
} from './contract.ts';
import { layerGraph, type LayerGraph } from './layerGraph.ts';
import { emptyPredictions, recordPredictions } from './predictions.ts';
import { gatherBatch, variationOf, type BatchVariation } from './residentSet.ts';
import { stateArray } from './stateArrays.ts';
import { stockLogits } from './stockForward.ts';
import { StockOptimizer, type LayerVariable } from './stockOptimizer.ts';

/** One batch as ordinary tfjs tensors. */
interface StockBatch {
  readonly input: TensorFlow.Tensor;
  readonly labels: TensorFlow.Tensor1D;
}

/** What one batch adds to the sums. */
type BatchSums = { readonly lossSum: number; readonly correct: number };

/** Training on ordinary tfjs: a tape, tfjs's own kernels, the same semantics as the native path. */
class StockProgram implements TrainingProgram {
  readonly kind = 'stock';
  readonly computeType = 'float32';
  readonly workers = 1;
  readonly trial = null;
  readonly fallbacks: readonly string[];
  readonly #input: TrainingProgramInput;
  readonly #graph: LayerGraph;
  readonly #optimizer: StockOptimizer;
  #learningRate: number;
  #sums: TrainingSums = { lossSum: 0, correct: 0, count: 0 };

  constructor(input: TrainingProgramInput, fallbacks: readonly string[]) {
    this.#input = input;
    this.fallbacks = fallbacks;
    this.#graph = layerGraph(input.model);
    this.#optimizer = new StockOptimizer(createStockRule(input.optimizer));
    this.#learningRate = input.optimizer.learningRate;
  }

  trainStep(indices: Int32Array, step: number): void {
    tf.tidy(() => {
      const batch = this.#batch(this.#input.train, indices, variationOf(this.#input, step));
      const weights = this.#trained();
      const variables = weights.map((weight) => weight.read() as TensorFlow.Variable);
      const pass = { training: true, step, seed: this.#input.seed };
      const options = this.#input.lossOptions ?? PLAIN_LOSS;
      let sums: BatchSums = { lossSum: Number.NaN, correct: 0 };
      const { value, grads } = tf.variableGrads(() => {
        const logits = stockLogits(this.#graph, batch.input, pass);
        sums = sumsOf(logits, batch.labels, options);
        const mean = meanLoss(logits, batch.labels, options);
        return mean.add(this.#regularization()) as TensorFlow.Scalar;
      }, variables);
      this.#add(sums, value.dataSync()[0] ?? Number.NaN, indices.length);
      const reached = weights.flatMap((weight, i) => {
        const gradient = grads[variables[i]?.name ?? ''];
        return gradient === undefined ? [] : [{ weight, gradient }];
      });
      const gradients = this.#clipped(reached.map(({ gradient }) => gradient));
      reached.forEach(({ weight, gradient }, i) =>
        this.#optimizer.apply(weight, gradients[i] ?? gradient, step, this.#learningRate),
      );
    });
  }

  #clipped(gradients: readonly TensorFlow.Tensor[]): readonly TensorFlow.Tensor[] {
    const { clipping } = this.#input;
    return clipping ? stockClipGradients(clipping, gradients) : gradients;
  }

  peekSums(): TrainingSums {
    return this.#sums;
  }

  takeSums(): TrainingSums {
    const sums = this.#sums;
    this.#sums = { lossSum: 0, correct: 0, count: 0 };
    return sums;
  }

  evaluate(
    set: ResidentSet,
    indices: Int32Array | null,
    batchSize: number,
    onBatch: () => boolean = () => true,
  ): Evaluation {
    // As in Keras, class weights are for training alone.
    const options = { ...PLAIN_LOSS, ...this.#input.lossOptions, classWeights: null };
    const total = { lossSum: 0, correct: 0, count: 0 };
    for (const places of batchesOf(set, indices, batchSize)) {
      const sums = tf.tidy(() => {
        const { input, labels } = this.#batch(set, places);
        return sumsOf(this.#inference(input), labels, options);
      });
      total.lossSum += sums.lossSum;
      total.correct += sums.correct;
      total.count += places.length;
      if (!onBatch()) break;
    }
    return {
      loss: total.lossSum / total.count + this.penalty(),
      accuracy: total.correct / total.count,
    };
  }

  predict(set: ResidentSet, indices: Int32Array | null, batchSize: number): Predictions {
    const predictions = emptyPredictions(indices?.length ?? set.count, set.classes);
    let begin = 0;
    for (const places of batchesOf(set, indices, batchSize)) {
      tf.tidy(() => {
        const logits = this.#inference(this.#batch(set, places).input);
        const probabilities = tf.softmax(logits).dataSync() as Float32Array;
        const classes = logits.argMax(-1).dataSync() as Int32Array;
        recordPredictions(predictions, begin, probabilities, classes);
      });
      begin += places.length;
    }
    return predictions;
  }

  penalty(): number {
    return tf.tidy(() => this.#regularization().dataSync()[0] ?? Number.NaN);
  }

  /** Nothing to do: this path trains the model's own weights. */
  writeBack(): void {}

  setLearningRate(value: number): void {
    this.#learningRate = value;
  }

  exportState(): readonly StateArray[] {
    const slots = this.#trained().flatMap((weight) => this.#optimizer.exportSlots(weight));
    return [...this.exportWeights(), ...slots];
  }

  importState(state: readonly StateArray[]): void {
    this.importWeights(state);
    tf.tidy(() => {
      for (const weight of this.#trained()) this.#optimizer.importSlots(weight, state);
    });
  }

  exportWeights(): readonly StateArray[] {
    return this.#input.model.weights.map((weight) => {
      const value = weight.read();
      const values = value.dataSync().slice() as Float32Array;
      return { name: weight.originalName, shape: value.shape, values };
    });
  }

  importWeights(weights: readonly StateArray[]): void {
    tf.tidy(() => {
      for (const weight of this.#input.model.weights) {
        const { shape } = weight.read();
        weight.write(tf.tensor(stateArray(weights, weight.originalName, shape), shape));
      }
    });
  }

  dispose(): void {
    this.#optimizer.dispose();
  }

  #trained(): LayerVariable[] {
    return this.#input.model.trainableWeights as LayerVariable[];
  }

  #batch(
    set: ResidentSet,
    indices: Int32Array,
    variation: BatchVariation | null = null,
  ): StockBatch {
    return scoped(() => {
      const form = { inputShape: this.#graph.inputShape, scale: this.#input.scale };
      const batch = gatherBatch(set, indices, form, dtype.float32, variation);
      const result = {
        input: tf.tensor(readFloats(batch.input), [...batch.input.shape]),
        labels: tf.tensor1d(readInts(batch.labels), 'int32'),
      };
      return { keep: [], result };
    });
  }

  #inference(input: TensorFlow.Tensor): TensorFlow.Tensor2D {
    return stockLogits(this.#graph, input, { training: false, step: 0, seed: 0 });
  }

  /** Counted from the weights: tfjs forgets the regularisers of recurrent layers. */
  #regularization(): TensorFlow.Scalar {
    return this.#graph.nodes
      .flatMap(({ layer }) => regularizedWeights(layer))
      .reduce<TensorFlow.Scalar>((total, { weight, l1, l2 }) => {
        const value = weight.read();
        return total.add(value.abs().sum().mul(l1)).add(value.square().sum().mul(l2));
      }, tf.scalar(0));
  }

  #add(sums: BatchSums, meanWithRegularization: number, count: number): void {
    this.#sums = {
      lossSum: this.#sums.lossSum + meanWithRegularization * count,
      correct: this.#sums.correct + sums.correct,
      count: this.#sums.count + count,
    };
  }
}

function meanLoss(
  logits: TensorFlow.Tensor2D,
  labels: TensorFlow.Tensor1D,
  { labelSmoothing, classWeights }: LossOptions,
): TensorFlow.Tensor {
  const oneHot = tf.oneHot(labels, logits.shape[1]).toFloat();
  const target =
    labelSmoothing === 0
      ? oneHot
      : oneHot.mul(1 - labelSmoothing).add(labelSmoothing / logits.shape[1]);
  const losses = target.mul(tf.logSoftmax(logits));
  const weighted =
    classWeights === null
      ? losses
      : losses.mul(tf.gather(tf.tensor1d([...classWeights]), labels).expandDims(1));
  return tf.neg(tf.sum(weighted)).div(logits.shape[0]);
}

function sumsOf(
  logits: TensorFlow.Tensor2D,
  labels: TensorFlow.Tensor1D,
  options: LossOptions,
): BatchSums {
  const mean = meanLoss(logits, labels, options).dataSync()[0] ?? Number.NaN;
  const correct = logits.argMax(-1).equal(labels).sum().dataSync()[0] ?? 0;
  return { lossSum: mean * logits.shape[0], correct };
}

/** Prepares training on ordinary tfjs. @param fallbacks why the native path was not taken */
export function createStockProgram(
  input: TrainingProgramInput,
  fallbacks: readonly string[],
): TrainingProgram {
  return new StockProgram(input, fallbacks);
}
