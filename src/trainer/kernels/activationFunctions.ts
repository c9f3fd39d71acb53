import type { NativeTensor } from './nativeTensor.ts';
import { constantFloat, elementwise, execute, floatAttribute, sum, typeAttribute } from './ops.ts';

/** An activation: the forward function and its gradient. */
export interface ActivationFunction {
  /** True where the gradient must know the input; otherwise the output is enough. */
  readonly readsInput?: boolean;
  forward(input: NativeTensor): NativeTensor;
  /**
   * The gradient by the input, given the gradient by the output.
   * @param known the output, or the input where {@link readsInput} says so
   */
  backward(gradient: NativeTensor, known: NativeTensor): NativeTensor;
}

function softmaxBackward(gradient: NativeTensor, output: NativeTensor): NativeTensor {
  const weighted = elementwise('Mul', gradient, output);
  const total = sum(weighted, [output.shape.length - 1], true);
  return elementwise('Mul', elementwise('Sub', gradient, total), output);
}

function leakyRelu(name: string, alpha: number, inputs: readonly NativeTensor[]): NativeTensor {
  const [first] = inputs;
  const attributes = [typeAttribute('T', first?.dtype ?? 1), floatAttribute('alpha', alpha)];
  return execute(name, attributes, inputs);
}

/** Leaky ReLU: the sign of the output is the sign of the input, so the output is enough. */
export function leakyReluFunction(alpha: number): ActivationFunction {
  return {
    forward: (input) => leakyRelu('LeakyRelu', alpha, [input]),
    backward: (gradient, output) => leakyRelu('LeakyReluGrad', alpha, [gradient, output]),
  };
}

const hardSigmoid: ActivationFunction = {
  forward(input) {
    const line = elementwise(
      'AddV2',
      elementwise('Mul', input, constantFloat(0.2)),
      constantFloat(0.5),
    );
    return elementwise('Minimum', elementwise('Maximum', line, constantFloat(0)), constantFloat(1));
  },
  backward(gradient, output) {
    // output·(1 − output) is positive exactly where the line was not clipped.
    const inside = elementwise(
      'Sign',
      elementwise('Mul', output, elementwise('Sub', constantFloat(1), output)),
    );
    return elementwise('Mul', elementwise('Mul', gradient, inside), constantFloat(0.2));
  },
};

/** x·σ(x); its gradient is σ + y·(1 − σ). */
const swish: ActivationFunction = {
  readsInput: true,
  forward: (input) => elementwise('Mul', input, elementwise('Sigmoid', input)),
  backward(gradient, input) {
    const gate = elementwise('Sigmoid', input);
    const rest = elementwise('Sub', constantFloat(1), gate);
    const slope = elementwise(
      'AddV2',
      gate,
      elementwise('Mul', elementwise('Mul', input, gate), rest),
    );
    return elementwise('Mul', gradient, slope);
  },
};

/** x·Φ(x), Φ the normal distribution; its gradient is Φ + x·φ. */
const gelu: ActivationFunction = {
  readsInput: true,
  forward: (input) => elementwise('Mul', input, normalShare(input)),
  backward(gradient, input) {
    const square = elementwise('Mul', elementwise('Square', input), constantFloat(-0.5));
    const density = elementwise('Mul', elementwise('Exp', square), constantFloat(GAUSS_PEAK));
    const slope = elementwise('AddV2', normalShare(input), elementwise('Mul', input, density));
    return elementwise('Mul', gradient, slope);
  },
};

const GAUSS_PEAK = 1 / Math.sqrt(2 * Math.PI);

/** Φ(x) = (1 + erf(x / √2)) / 2. */
function normalShare(input: NativeTensor): NativeTensor {
  const error = elementwise('Erf', elementwise('Mul', input, constantFloat(Math.SQRT1_2)));
  return elementwise('AddV2', elementwise('Mul', error, constantFloat(0.5)), constantFloat(0.5));
}

/** The activations that the native kernels know, by Keras's name. */
export const activationFunctions: ReadonlyMap<string, ActivationFunction> = new Map<
  string,
  ActivationFunction
>([
  [
    'relu',
    {
      forward: (input: NativeTensor) => elementwise('Relu', input),
      backward: (gradient: NativeTensor, output: NativeTensor) =>
        elementwise('ReluGrad', gradient, output),
    },
  ],
  [
    'relu6',
    {
      forward: (input: NativeTensor) => elementwise('Relu6', input),
      backward: (gradient: NativeTensor, output: NativeTensor) =>
        elementwise('Relu6Grad', gradient, output),
    },
  ],
  [
    'sigmoid',
    {
      forward: (input: NativeTensor) => elementwise('Sigmoid', input),
      backward: (gradient: NativeTensor, output: NativeTensor) =>
        elementwise('SigmoidGrad', output, gradient),
    },
  ],
  [
    'tanh',
    {
      forward: (input: NativeTensor) => elementwise('Tanh', input),
      backward: (gradient: NativeTensor, output: NativeTensor) =>
        elementwise('TanhGrad', output, gradient),
    },
  ],
  [
    'elu',
    {
      forward: (input: NativeTensor) => elementwise('Elu', input),
      backward: (gradient: NativeTensor, output: NativeTensor) =>
        elementwise('EluGrad', gradient, output),
    },
  ],
  [
    'selu',
    {
      forward: (input: NativeTensor) => elementwise('Selu', input),
      backward: (gradient: NativeTensor, output: NativeTensor) =>
        elementwise('SeluGrad', gradient, output),
    },
  ],
  ['hardSigmoid', hardSigmoid],
  ['swish', swish],
  ['gelu', gelu],
  [
    'softmax',
    {
      forward: (input: NativeTensor) => elementwise('Softmax', input),
      backward: softmaxBackward,
    },
  ],
]);

/**
 * The activation of a name as layer configurations carry it (`hard_sigmoid` and `hardSigmoid` alike).
 * @returns null for linear, undefined for one the native kernels do not know
 */
export function activationNamed(name: unknown): ActivationFunction | null | undefined {
  if (name === undefined || name === null || name === 'linear') return null;
  if (typeof name !== 'string') return undefined;
  return activationFunctions.get(
    name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
}
