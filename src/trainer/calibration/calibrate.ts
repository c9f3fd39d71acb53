import os from 'node:os';
import {
  machineSignature,
  type MeasuredCalibration,
  type Rates,
} from '../../shared/cost/calibration.ts';
import type { RecurrentType } from '../../shared/spec/layers/recurrentLayer.ts';
import {
  BATCH,
  noise,
  typicalSeconds,
  timeLayer,
  timePass,
  type LayerSeconds,
  type ReferenceLayer,
} from './timeLayer.ts';
import { release } from '../kernels/nativeTensor.ts';
import { Variable } from '../kernels/variable.ts';
import { adam } from '../optimizers/adam.ts';
import { binding } from '../tf.ts';

/**
 * Measures how fast this machine works, kernel by kernel, in a few seconds. To be run while nothing
 * trains; it blocks the process.
 */
export function calibrate(): MeasuredCalibration {
  const cpu = os.cpus()[0]?.model ?? 'unknown';
  const machine = machineSignature(cpu, os.availableParallelism(), binding.TF_Version);
  return { machine, rates: measureRates() };
}

function measureRates(): Rates {
  const dense = timeDense();
  const recurrent = {
    LSTM: timeRecurrent('LSTM', 4),
    GRU: timeRecurrent('GRU', 3),
    SimpleRNN: timeRecurrent('SimpleRNN', 1),
  };
  const image = [28, 28, 32] as const;
  const pixels = 28 * 28;
  const perValue = (className: string, config: object = {}) =>
    per(timeLayer({ className, config: { ...config }, inputShape: image }), pixels * 32);
  return {
    work: {
      ...convolution(),
      depthwiseProducts: per(
        timeLayer({
          className: 'DepthwiseConv2D',
          config: { kernelSize: [3, 3], padding: 'same' },
          inputShape: image,
        }),
        pixels * 32 * 9,
      ),
      denseProducts: dense.products,
      LSTMValues: recurrent.LSTM.values,
      LSTMProducts: recurrent.LSTM.products,
      GRUValues: recurrent.GRU.values,
      GRUProducts: recurrent.GRU.products,
      SimpleRNNValues: recurrent.SimpleRNN.values,
      SimpleRNNProducts: recurrent.SimpleRNN.products,
      batchNormalization: perValue('BatchNormalization'),
      layerNormalization: perValue('LayerNormalization'),
      dropout: perValue('Dropout', { rate: 0.5 }),
      pooling: perValue('MaxPooling2D', { poolSize: [2, 2], strides: [2, 2] }),
      elementwise: perValue('Activation', { activation: 'relu' }),
    },
    recurrentStep: {
      LSTM: recurrent.LSTM.step,
      GRU: recurrent.GRU.step,
      SimpleRNN: recurrent.SimpleRNN.step,
    },
    layer: timePass({ className: 'BatchNormalization', config: {}, inputShape: [32] }, 1),
    denseWeight: dense.weights,
    weight: secondsPerWeight(),
  };
}

function per({ train, predict }: LayerSeconds, units: number): LayerSeconds {
  return { train: train / units, predict: predict / units };
}

/** What each weight takes in a pass of one example, and beyond that each product. */
function timeDense(): Record<'weights' | 'products', LayerSeconds> {
  const layer = { className: 'Dense', config: { units: 512 }, inputShape: [2048] };
  const least = timePass(layer, 1);
  const weights = 512 * 2048;
  return { weights: per(least, weights), products: per(beyond(timePass(layer), least), weights) };
}

/** What an example of a whole batch takes beyond what the pass takes whatever is in it. */
function beyond(pass: LayerSeconds, least: LayerSeconds): LayerSeconds {
  const over = (seconds: number, fixed: number): number => Math.max(seconds - fixed, 0) / BATCH;
  return { train: over(pass.train, least.train), predict: over(pass.predict, least.predict) };
}

/** One that is all outputs and one that is all products, from which the two are told apart. */
function convolution(): Pick<Rates['work'], 'convolutionValues' | 'convolutionProducts'> {
  const filters = 32;
  const of = (channels: number) => ({
    seconds: timeLayer({
      className: 'Conv2D',
      config: { filters, kernelSize: [3, 3], padding: 'same' },
      inputShape: [28, 28, channels],
    }),
    values: 28 * 28 * filters,
    products: 28 * 28 * filters * 9 * channels,
  });
  const { values, products } = tellApart(of(1), of(64));
  return { convolutionValues: values, convolutionProducts: products };
}

/** What a step takes on next to nothing, and beyond that, told apart by two sizes, its values and products. */
function timeRecurrent(
  type: RecurrentType,
  gates: number,
): Record<'step' | 'values' | 'products', LayerSeconds> {
  const steps = 28;
  const least = timePass(recurrentReference(type, 32, steps), 1);
  const of = (units: number): Measured => ({
    seconds: beyond(timePass(recurrentReference(type, units, steps)), least),
    values: steps * units,
    products: steps * gates * units * (28 + units),
  });
  return { step: per(least, steps), ...tellApart(of(32), of(256)) };
}

function recurrentReference(type: RecurrentType, units: number, steps: number): ReferenceLayer {
  const config = {
    units,
    // Quick to draw; what the weights are does not change the speed.
    recurrentInitializer: 'glorotUniform',
    ...(type === 'SimpleRNN' ? {} : { recurrentActivation: 'sigmoid' }),
  };
  return { className: type, config, inputShape: [steps, 28] };
}

interface Measured {
  readonly seconds: LayerSeconds;
  readonly values: number;
  readonly products: number;
}

/** Solves seconds = a · values + b · products for two measurements; neither can be below nothing. */
function tellApart(
  one: Measured,
  other: Measured,
): { readonly values: LayerSeconds; readonly products: LayerSeconds } {
  const determinant = one.values * other.products - other.values * one.products;
  const solve = (key: keyof LayerSeconds): readonly [number, number] => {
    const [first, second] = [one.seconds[key], other.seconds[key]];
    const values = (first * other.products - second * one.products) / determinant;
    const products = (one.values * second - other.values * first) / determinant;
    if (products < 0) return [first / one.values, 0];
    return values < 0 ? [0, second / other.products] : [values, products];
  };
  const [trainValues, trainProducts] = solve('train');
  const [predictValues, predictProducts] = solve('predict');
  return {
    values: { train: trainValues, predict: predictValues },
    products: { train: trainProducts, predict: predictProducts },
  };
}

function secondsPerWeight(): number {
  const shape = [1024, 1024];
  const optimizer = adam({ learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
  const variable = new Variable('calibration', shape, new Float32Array(1024 * 1024), true);
  const gradient = noise(shape);
  let step = 0;
  try {
    const seconds = typicalSeconds(() => {
      optimizer.begin(step);
      optimizer.apply(variable, gradient);
      optimizer.end();
      step += 1;
    });
    return seconds / (1024 * 1024);
  } finally {
    release(gradient);
    variable.dispose();
    optimizer.dispose();
  }
}
