import type { KerasLayer } from '../layerDefinition.ts';
import { call, code, snakeCase, type PythonArguments, type PythonValue } from './python.ts';

type Config = KerasLayer['config'];

/** Options as tfjs names them whose Python name is another. */
const NAMES: Readonly<Record<string, string>> = { alpha: 'negative_slope' };

/** What Keras 3 has when an option is left out; such options go without saying. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  strides: [1, 1],
  padding: 'valid',
  dilationRate: [1, 1],
  depthMultiplier: 1,
  useBias: true,
  returnSequences: false,
  recurrentActivation: 'sigmoid',
  unitForgetBias: true,
  mergeMode: 'concat',
  axis: -1,
  momentum: 0.99,
  epsilon: 0.001,
  kernelInitializer: 'glorotUniform',
  depthwiseInitializer: 'glorotUniform',
  pointwiseInitializer: 'glorotUniform',
  recurrentInitializer: 'orthogonal',
  biasInitializer: 'zeros',
  gammaInitializer: 'ones',
  betaInitializer: 'zeros',
};

const RECURRENT = new Set(['LSTM', 'GRU', 'SimpleRNN']);

/** A function that Keras 3 has otherwise: its own hard sigmoid has a slope of 1/6. */
export const HARD_SIGMOID = [
  'def hard_sigmoid(x):',
  '    return keras.ops.clip(0.2 * x + 0.5, 0.0, 1.0)',
];

/** A layer as a call of Keras 3. @param name the layer's own */
export function kerasLayerCode({ className, config }: KerasLayer, name: string): string {
  if (className === 'Dropout' && config['noiseShape'] !== undefined) {
    return call('layers.SpatialDropout2D', { rate: config['rate'] as number, name });
  }
  if (className === 'Bidirectional') {
    const { layer, ...rest } = config;
    const inner = kerasLayerCode(layer as KerasLayer, '');
    return call('layers.Bidirectional', { ...argumentsOf(className, rest), name }, [code(inner)]);
  }
  const named = name === '' ? {} : { name };
  return call(`layers.${className}`, { ...argumentsOf(className, config), ...named });
}

function argumentsOf(className: string, config: Config): PythonArguments {
  const own = className === 'GRU' ? { reset_after: false } : {};
  const given = Object.entries(config)
    .filter(([key, value]) => !isDefault(className, key, value, config))
    .map(([key, value]) => [NAMES[key] ?? snakeCase(key), valueOf(key, value)] as const);
  return { ...Object.fromEntries(given), ...own };
}

function isDefault(className: string, key: string, value: unknown, config: Config): boolean {
  if (key === 'activation') return value === (RECURRENT.has(className) ? 'tanh' : 'linear');
  if (key === 'strides' && 'poolSize' in config) return same(value, config['poolSize']);
  if (key === 'offset') return value === 0;
  return key in DEFAULTS && same(value, DEFAULTS[key]);
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function valueOf(key: string, value: unknown): PythonValue {
  if (/activation$/i.test(key)) return activation(String(value));
  if (key.endsWith('Initializer')) return snakeCase(String(value));
  if (key.endsWith('Regularizer')) {
    const { l1, l2 } = (value as { readonly config: { readonly l1: number; readonly l2: number } })
      .config;
    return code(call('keras.regularizers.L1L2', { l1, l2 }));
  }
  return value as PythonValue;
}

function activation(name: string): PythonValue {
  if (name === 'hardSigmoid') return code('hard_sigmoid');
  return name === 'swish' ? 'silu' : name;
}
