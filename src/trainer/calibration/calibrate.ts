import os from 'node:os';
import {
  machineSignature,
  type MeasuredCalibration,
  type Rates,
} from '../../shared/cost/calibration.ts';
import type { RecurrentType } from '../../shared/spec/layers/recurrentLayer.ts';
import { noise, quickest, timeLayer, type LayerSeconds, type ReferenceLayer } from './timeLayer.ts';
import { release, scoped } from '../kernels/nativeTensor.ts';
import { elementwise } from '../kernels/ops.ts';
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
      denseProducts: per(
        timeLayer({ className: 'Dense', config: { units: 512 }, inputShape: [1024] }),
        512 * 1024,
      ),
      ...recurrent('LSTM', 4),
      ...recurrent('GRU', 3),
      ...recurrent('SimpleRNN', 1),
      batchNormalization: perValue('BatchNormalization'),
      layerNormalization: perValue('LayerNormalization'),
      dropout: perValue('Dropout', { rate: 0.5 }),
      pooling: perValue('MaxPooling2D', { poolSize: [2, 2], strides: [2, 2] }),
      elementwise: perValue('Activation', { activation: 'relu' }),
    },
    weight: secondsPerWeight(),
    operation: secondsPerOperation(),
  };
}

function per({ train, predict }: LayerSeconds, units: number): LayerSeconds {
  return { train: train / units, predict: predict / units };
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

function recurrent<T extends RecurrentType>(
  type: T,
  gates: number,
): Pick<Rates['work'], `${T}Values` | `${T}Products`> {
  const steps = 28;
  const of = (units: number) => ({
    seconds: timeLayer(recurrentReference(type, units, steps)),
    values: steps * units,
    products: steps * gates * units * (28 + units),
  });
  const { values, products } = tellApart(of(32), of(256));
  return { [`${type}Values`]: values, [`${type}Products`]: products } as never;
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
    const seconds = quickest(() => {
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

function secondsPerOperation(): number {
  const calls = 500;
  const one = noise([1]);
  try {
    return (
      quickest(() =>
        scoped(() => {
          for (let call = 0; call < calls; call += 1) elementwise('AddV2', one, one);
          return { keep: [], result: null };
        }),
      ) / calls
    );
  } finally {
    release(one);
  }
}
