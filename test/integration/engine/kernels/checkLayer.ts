import { expect } from 'vitest';
import { createKernel, type LayerConfig } from '../../../../src/trainer/kernels/createKernel.ts';
import type { Kernel, Pass } from '../../../../src/trainer/kernels/kernel.ts';
import { floatTensor, readFloats, scoped } from '../../../../src/trainer/kernels/nativeTensor.ts';
import { tf, type TensorFlow } from '../../../../src/trainer/tf.ts';
import { randomFloats } from '../randomFloats.ts';

/** Everything that one forward and backward pass of a layer gives, as plain arrays. */
export interface LayerResult {
  readonly output: Float32Array;
  readonly inputGradients: readonly Float32Array[];
  readonly weightGradients: readonly Float32Array[];
  /** Weights that no gradient trains, as the pass left them: moving statistics. */
  readonly statistics: readonly Float32Array[];
}

/** What to run a layer on. */
export interface LayerCase {
  readonly layer: TensorFlow.layers.Layer;
  /** One shape for each input, with the batch axis. */
  readonly inputShapes: readonly (readonly number[])[];
  readonly seed: number;
  /** Standard deviation of the random input. */
  readonly spread?: number;
}

const pass: Pass = { training: true, step: 3, seed: 11 };

/** The largest difference, relative to the largest value expected. */
export function relativeError(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  let scale = 1e-6;
  let difference = 0;
  expected.forEach((value, i) => {
    scale = Math.max(scale, Math.abs(value));
    difference = Math.max(difference, Math.abs(value - (actual[i] ?? Number.NaN)) || 0);
    if (Number.isNaN(actual[i])) difference = Number.POSITIVE_INFINITY;
  });
  return difference / scale;
}

function inputsOf({ inputShapes, seed, spread = 1 }: LayerCase): Float32Array[] {
  return inputShapes.map((shape, i) => randomFloats(shape, seed + i, spread));
}

/** Runs the layer on stock tfjs, with the gradient of sum(output · g) for a random g. */
export function runStock(of: LayerCase): LayerResult {
  const { layer, inputShapes, seed } = of;
  return tf.tidy(() => {
    const inputs = inputsOf(of).map((v, i) =>
      tf.variable(tf.tensor(v, [...(inputShapes[i] ?? [])])),
    );
    randomiseWeights(layer, seed);
    let output: TensorFlow.Tensor = tf.scalar(0);
    const trained = layer.trainableWeights.map((w) => w.read() as TensorFlow.Variable);
    const { grads } = tf.variableGrads(() => {
      const given = singleOrAll(inputs) as TensorFlow.Tensor;
      output = tf.keep(layer.apply(given, { training: true }) as TensorFlow.Tensor);
      const g = tf.tensor(randomFloats(output.shape, seed + 100), output.shape);
      return output.mul(g).sum();
    }, [...inputs, ...trained]);
    const of_ = (v: TensorFlow.Variable) =>
      (grads[v.name] as TensorFlow.Tensor).dataSync().slice() as Float32Array;
    const result = {
      output: output.dataSync().slice() as Float32Array,
      inputGradients: inputs.map(of_),
      weightGradients: trained.map(of_),
      statistics: layer.nonTrainableWeights.map((w) => w.read().dataSync().slice() as Float32Array),
    };
    tf.dispose([output, ...inputs]);
    return result as never;
  }) as unknown as LayerResult;
}

function singleOrAll<T>(list: readonly T[]): T | readonly T[] {
  return list.length === 1 ? (list[0] as T) : list;
}

/** Gives every weight random values, so that no bias or shift is tested at zero. */
function randomiseWeights(layer: TensorFlow.layers.Layer, seed: number): void {
  const values = layer.weights.map((weight, i) => {
    const shape = weight.read().shape;
    const random = randomFloats(shape, seed + 200 + i, 0.5);
    // A moving variance must be positive.
    return tf.tensor(weight.name.includes('variance') ? random.map(Math.abs) : random, shape);
  });
  layer.setWeights(values);
}

/** Runs the layer on its native kernel with the same inputs, weights and g as {@link runStock}. */
export function runNative(of: LayerCase, kernel: Kernel): LayerResult {
  const { inputShapes, seed } = of;
  const result = scoped(() => {
    const inputs = inputsOf(of).map((values, i) => floatTensor(values, inputShapes[i] ?? []));
    const { output, saved } = kernel.forward(inputs, pass);
    const gradient = floatTensor(randomFloats(output.shape, seed + 100), output.shape);
    const needsInputGradient = true;
    const back = kernel.backward({ gradient, inputs, output, saved, needsInputGradient, pass });
    const trainable = kernel.variables.filter((variable) => variable.trainable);
    const result = {
      output: readFloats(output),
      inputGradients: back.inputs.map(readFloats),
      weightGradients: trainable.map((variable) => {
        const own = back.variables.find((entry) => entry.variable === variable);
        if (own === undefined) throw new Error(`no gradient for ${variable.name}`);
        expect(own.gradient.shape).toEqual(variable.shape);
        return readFloats(own.gradient);
      }),
      statistics: kernel.variables.filter((v) => !v.trainable).map((v) => v.read()),
    };
    return { keep: [], result };
  });
  for (const variable of kernel.variables) variable.dispose();
  return result;
}

/** Makes the layer's kernel from its present weights. */
export function kernelOf(layer: TensorFlow.layers.Layer): Kernel {
  const config = layer.getConfig() as LayerConfig;
  return createKernel({ layer, config, place: 0, withoutActivation: false });
}

/** Expects the native kernel to agree with stock tfjs: forward 1e-6, gradients 1e-5. */
export function checkLayer(of: LayerCase, forward = 1e-6, backward = 1e-5): void {
  const { layer } = of;
  // A symbolic call builds the layer and tells it its output shape, as a model would.
  layer.apply(singleOrAll(of.inputShapes.map((s) => tf.input({ shape: s.slice(1) }))) as never);
  tf.tidy(() => randomiseWeights(layer, of.seed));
  const kernel = kernelOf(layer);
  const expected = runStock(of);
  const actual = runNative(of, kernel);
  layer.dispose();
  expect(relativeError(actual.output, expected.output)).toBeLessThan(forward);
  const pairs = [
    ...actual.inputGradients.map((own, i) => [own, expected.inputGradients[i]] as const),
    ...actual.weightGradients.map((own, i) => [own, expected.weightGradients[i]] as const),
  ];
  expect(actual.inputGradients.length).toBe(expected.inputGradients.length);
  for (const [own, other] of pairs) {
    expect(relativeError(own, other ?? new Float32Array())).toBeLessThan(backward);
  }
  actual.statistics.forEach((own, i) => {
    const other = expected.statistics[i] ?? new Float32Array();
    expect(relativeError(own, other)).toBeLessThan(backward);
  });
}
