import { executeOp } from '../tf.ts';
import { dtype, floatTensor, scoped, type NativeTensor } from './nativeTensor.ts';
import {
  boolAttribute,
  execute,
  executeAll,
  intAttribute,
  oneDnnLabel,
  stringAttribute,
  typeAttribute,
} from './ops.ts';

/** oneDNN's own operations that a kernel may use, each with a tiny call that shows it works. */
const trials = {
  _MklNativeConv2DWithBias: () => {
    const attributes = [
      typeAttribute('T', dtype.float32),
      intAttribute('strides', [1, 1, 1, 1]),
      stringAttribute('padding', 'VALID'),
      stringAttribute('data_format', 'NHWC'),
      intAttribute('dilations', [1, 1, 1, 1]),
      oneDnnLabel,
    ];
    const inputs = [ones([1, 2, 2, 1]), ones([1, 1, 1, 1]), ones([1])];
    return [execute('_MklNativeConv2DWithBias', attributes, inputs)];
  },
  _MklNativeMaxPool: () => {
    const attributes = [
      typeAttribute('T', dtype.float32),
      intAttribute('ksize', [1, 2, 2, 1]),
      intAttribute('strides', [1, 2, 2, 1]),
      stringAttribute('padding', 'VALID'),
      stringAttribute('data_format', 'NHWC'),
      boolAttribute('workspace_enabled', true),
      oneDnnLabel,
    ];
    return executeAll('_MklNativeMaxPool', attributes, [ones([1, 2, 2, 1])], 2);
  },
} satisfies Record<string, () => NativeTensor[]>;

/** An operation of oneDNN's own that {@link hasOneDnn} knows how to try. */
export type OneDnnOperation = keyof typeof trials;

const answers = new Map<OneDnnOperation, boolean>();

function ones(shape: readonly number[]): NativeTensor {
  const length = shape.reduce((product, size) => product * size, 1);
  return floatTensor(new Float32Array(length).fill(1), shape);
}

function succeeds(trial: () => NativeTensor[]): boolean {
  try {
    scoped(() => ({ keep: [], result: trial() }));
    return true;
  } catch {
    return false;
  }
}

/** Whether oneDNN's own operation answers here; tried once, then remembered. */
export function hasOneDnn(operation: OneDnnOperation): boolean {
  const known = answers.get(operation);
  if (known !== undefined) return known;
  const answer = succeeds(trials[operation]);
  answers.set(operation, answer);
  return answer;
}

/**
 * Whether libtensorflow knows an operation at all.
 * A call without inputs fails either way; the status tells a missing operation from a refused call.
 */
export function isRegistered(operation: string): boolean {
  try {
    executeOp(operation, [], [], 0);
    return true;
  } catch (error) {
    return !String(error).includes('neither a type of a primitive operation');
  }
}

/** TensorFlow's fused operations that the native kernels and optimisers rest on. */
const FUSED_OPERATIONS = [
  'FusedBatchNormV3',
  'FusedBatchNormGradV3',
  'BlockLSTMV2',
  'LSTMBlockCellGrad',
  'DepthwiseConv2dNative',
  'ResourceApplyAdam',
  'ResourceApplyKerasMomentum',
] as const;

/** Which operations behind the native kernels answer here; for oneDNN's own ones there is a slower way. */
export function probeKernels(): { readonly works: string[]; readonly missing: string[] } {
  const answering = new Map<string, boolean>([
    ...(Object.keys(trials) as OneDnnOperation[]).map((name) => [name, hasOneDnn(name)] as const),
    ...FUSED_OPERATIONS.map((name) => [name, isRegistered(name)] as const),
  ]);
  const names = [...answering.keys()];
  return {
    works: names.filter((name) => answering.get(name)),
    missing: names.filter((name) => !answering.get(name)),
  };
}
