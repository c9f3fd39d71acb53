import type { Clipping } from '../../shared/spec/training/clipping.ts';
import { at } from '../kernels/kernel.ts';
import {
  dtype,
  readFloats,
  readInts,
  release,
  scoped,
  untracked,
  type NativeTensor,
} from '../kernels/nativeTensor.ts';
import { constantFloat, elementwise, identity } from '../kernels/ops.ts';
import { penaltyOf } from '../kernels/penalty.ts';
import {
  argMax,
  PLAIN_LOSS,
  softmaxCrossEntropy,
  type LossOptions,
} from '../kernels/softmaxCrossEntropy.ts';
import type { Variable } from '../kernels/variable.ts';
import { clipGradients } from '../optimizers/clipGradients.ts';
import { createOptimizer } from '../optimizers/createOptimizer.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { tf, type TensorFlow } from '../tf.ts';
import { batchesOf } from './batches.ts';
import { chooseComputeType, type ComputeChoice } from './bfloat16.ts';
import type {
  ComputeType,
  Evaluation,
  Predictions,
  ResidentSet,
  StateArray,
  TrainingProgram,
  TrainingProgramInput,
  TrainingSums,
  WorkerTrial,
} from './contract.ts';
import { GraphPass, type ApplyGradient } from './graphPass.ts';
import { disposeNodes, kernelGraph, type KernelGraph } from './kernelGraph.ts';
import { emptyPredictions, recordPredictions } from './predictions.ts';
import { gatherBatch, variationOf, type Batch, type BatchVariation } from './residentSet.ts';
import { stateArray } from './stateArrays.ts';
import { NativeSums } from './sums.ts';

/** Training on native kernels, without a tape. */
export class NativeProgram implements TrainingProgram {
  readonly kind = 'native';
  readonly workers = 1;
  fallbacks: readonly string[];
  trial: WorkerTrial | null = null;
  readonly computeType: ComputeType;
  readonly #input: TrainingProgramInput;
  readonly #graph: KernelGraph;
  readonly #optimizer: Optimizer;
  readonly #sums = new NativeSums();
  /** As in Keras, class weights are for training alone. */
  readonly #evaluationLoss: LossOptions;

  constructor(
    input: TrainingProgramInput,
    graph: KernelGraph,
    optimizer: Optimizer,
    choice: ComputeChoice,
  ) {
    this.computeType = choice.computeType;
    this.fallbacks = choice.fallbacks;
    this.#input = input;
    this.#evaluationLoss = { ...PLAIN_LOSS, ...input.lossOptions, classWeights: null };
    this.#graph = graph;
    this.#optimizer = optimizer;
  }

  trainStep(indices: Int32Array, step: number): void {
    if (this.#input.clipping) {
      this.#clippedStep(this.#input.clipping, indices, step);
      return;
    }
    try {
      this.#optimizer.begin(step);
      this.#forwardAndBack(indices, step, this.#input.seed, (variable, by) =>
        this.#optimizer.apply(variable, by),
      );
    } finally {
      this.#optimizer.end();
    }
  }

  /** A step whose gradients are all known before the first update: their norm may be one. */
  #clippedStep(clipping: Clipping, indices: Int32Array, step: number): void {
    const kept = new Map<Variable, NativeTensor>();
    try {
      this.#forwardAndBack(indices, step, this.#input.seed, (variable, by) => {
        kept.set(
          variable,
          untracked(() => identity(by)),
        );
      });
      this.#updateClipped(clipping, step, kept);
    } finally {
      for (const gradient of kept.values()) release(gradient);
    }
  }

  #updateClipped(
    clipping: Clipping,
    step: number,
    gradients: ReadonlyMap<Variable, NativeTensor>,
  ): void {
    try {
      this.#optimizer.begin(step);
      scoped(() => {
        const clipped = clipGradients(clipping, [...gradients.values()]);
        [...gradients.keys()].forEach((variable, i) =>
          this.#optimizer.apply(variable, at(clipped, i)),
        );
        return { keep: [], result: null };
      });
    } finally {
      this.#optimizer.end();
    }
  }

  /** Adds a reason why something that was asked for is not done. */
  withFallback(reason: string): this {
    this.fallbacks = [...this.fallbacks, reason];
    return this;
  }

  /** Keeps the trial that led to this program. */
  withTrial(trial: WorkerTrial): this {
    this.trial = trial;
    return this;
  }

  /** The variables that training changes, in a fixed order. */
  trained(): readonly Variable[] {
    return this.#weights().filter((variable) => variable.trainable);
  }

  /** Whether any layer's result depends on the rest of its batch, or changes outside the optimiser. */
  hasStatistics(): boolean {
    return this.#graph.nodes.some(
      ({ layer }) => layer.getClassName() === 'BatchNormalization' && layer.trainable,
    );
  }

  /** Hands over the gradient of the mean loss on some images, without an update. */
  gradients(indices: Int32Array, step: number, seed: number, use: ApplyGradient): void {
    this.#forwardAndBack(indices, step, seed, use);
  }

  /** Updates every trained variable by the gradient that `of` gives for it. */
  update(step: number, of: (variable: Variable) => NativeTensor): void {
    const { clipping } = this.#input;
    if (clipping) {
      scoped(() => {
        const gradients = this.trained().map((variable) => [variable, of(variable)] as const);
        this.#updateClipped(clipping, step, new Map(gradients));
        return { keep: [], result: null };
      });
      return;
    }
    try {
      this.#optimizer.begin(step);
      for (const variable of this.trained()) {
        scoped(() => {
          this.#optimizer.apply(variable, of(variable));
          return { keep: [], result: null };
        });
      }
    } finally {
      this.#optimizer.end();
    }
  }

  #forwardAndBack(indices: Int32Array, step: number, seed: number, use: ApplyGradient): void {
    const type = this.computeType === 'bfloat16' ? dtype.bfloat16 : dtype.float32;
    const variation = variationOf(this.#input, step);
    const batch = this.#batch(this.#input.train, indices, type, variation);
    const pass = new GraphPass(this.#graph, { training: true, step, seed });
    try {
      pass.backward(this.#lossGradient(pass.forward(batch.input), batch.labels), use);
    } finally {
      pass.close();
      release(batch.labels);
    }
  }

  peekSums(): TrainingSums {
    return this.#sums.peek();
  }

  takeSums(): TrainingSums {
    return this.#sums.take();
  }

  evaluate(
    set: ResidentSet,
    indices: Int32Array | null,
    batchSize: number,
    onBatch: () => boolean = () => true,
  ): Evaluation {
    const sums = new NativeSums();
    for (const places of batchesOf(set, indices, batchSize)) {
      this.#withLogits(set, places, (logits, labels) => {
        const { lossSum, correct } = softmaxCrossEntropy(logits, labels, this.#evaluationLoss);
        sums.add(lossSum, correct, places.length);
      });
      if (!onBatch()) break;
    }
    const { lossSum, correct, count } = sums.take();
    sums.dispose();
    return { loss: lossSum / count + this.penalty(), accuracy: correct / count };
  }

  predict(set: ResidentSet, indices: Int32Array | null, batchSize: number): Predictions {
    const predictions = emptyPredictions(indices?.length ?? set.count, set.classes);
    let begin = 0;
    for (const places of batchesOf(set, indices, batchSize)) {
      this.#withLogits(set, places, (logits) => {
        const probabilities = elementwise('Softmax', logits);
        recordPredictions(predictions, begin, readFloats(probabilities), readInts(argMax(logits)));
      });
      begin += places.length;
    }
    return predictions;
  }

  penalty(): number {
    return scoped(() => {
      const penalty = penaltyOf(this.trained());
      return { keep: [], result: penalty ? (readFloats(penalty)[0] ?? Number.NaN) : 0 };
    });
  }

  writeBack(): void {
    for (const { kernel, layer } of this.#graph.nodes) {
      if (kernel.variables.length > 0)
        setWeights(
          layer,
          kernel.variables.map((v) => v.read()),
        );
      for (const variable of kernel.variables) variable.letGo();
    }
  }

  setLearningRate(value: number): void {
    this.#optimizer.setLearningRate(value);
  }

  exportState(): readonly StateArray[] {
    return exported([...this.#weights(), ...this.#slots()]);
  }

  importState(state: readonly StateArray[]): void {
    imported([...this.#weights(), ...this.#slots()], state);
  }

  exportWeights(): readonly StateArray[] {
    return exported(this.#weights());
  }

  importWeights(weights: readonly StateArray[]): void {
    imported(this.#weights(), weights);
  }

  dispose(): void {
    this.#optimizer.dispose();
    this.#sums.dispose();
    disposeNodes(this.#graph.nodes);
  }

  #weights(): readonly Variable[] {
    return this.#graph.nodes.flatMap(({ kernel }) => kernel.variables);
  }

  #slots(): readonly Variable[] {
    return this.trained().flatMap((variable) => this.#optimizer.slotsOf(variable));
  }

  #batch(
    set: ResidentSet,
    indices: Int32Array,
    type: number,
    variation: BatchVariation | null = null,
  ): Batch {
    return scoped(() => {
      const form = { inputShape: this.#graph.inputShape, scale: this.#input.scale };
      const result = gatherBatch(set, indices, form, type, variation);
      return { keep: [result.input, result.labels], result };
    });
  }

  #lossGradient(logits: NativeTensor, labels: NativeTensor): NativeTensor {
    return scoped(() => {
      const { lossSum, correct, gradient } = softmaxCrossEntropy(
        logits,
        labels,
        this.#input.lossOptions,
      );
      const count = labels.shape[0] ?? 0;
      const penalty = penaltyOf(this.trained());
      const total = penalty
        ? elementwise('AddV2', lossSum, elementwise('Mul', penalty, constantFloat(count)))
        : lossSum;
      this.#sums.add(total, correct, count);
      return { keep: [gradient], result: gradient };
    });
  }

  #withLogits(
    set: ResidentSet,
    indices: Int32Array,
    use: (logits: NativeTensor, labels: NativeTensor) => void,
  ): void {
    // Always in float32, so that what is measured is the model that is saved.
    const batch = this.#batch(set, indices, dtype.float32);
    const pass = new GraphPass(this.#graph, { training: false, step: 0, seed: 0 });
    try {
      const logits = pass.forward(batch.input);
      scoped(() => {
        use(logits, batch.labels);
        return { keep: [], result: null };
      });
    } finally {
      pass.close();
      release(batch.labels);
    }
  }
}

function exported(variables: readonly Variable[]): StateArray[] {
  return variables.map((variable) => {
    const values = variable.read();
    variable.letGo();
    return { name: variable.name, shape: variable.shape, values };
  });
}

function imported(variables: readonly Variable[], state: readonly StateArray[]): void {
  const arrays = variables.map(({ name, shape }) => stateArray(state, name, shape));
  variables.forEach((variable, i) => variable.write(at(arrays, i)));
}

function setWeights(layer: TensorFlow.layers.Layer, values: readonly Float32Array[]): void {
  tf.tidy(() => {
    layer.setWeights(
      values.map((value, i) => tf.tensor(value, layer.weights[i]?.shape as number[])),
    );
  });
}

/**
 * Prepares training on native kernels.
 * @throws UnsupportedLayerError or UnsupportedGraphError
 */
export function createNativeProgram(input: TrainingProgramInput): NativeProgram {
  const graph = kernelGraph(input.model);
  const choice = chooseComputeType(input.computeType ?? 'float32', graph);
  return new NativeProgram(input, graph, createOptimizer(input.optimizer), choice);
}
