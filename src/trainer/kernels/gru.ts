import type { ActivationFunction } from './activationFunctions.ts';
import { addBias, biasGradient } from './dense.ts';
import {
  at,
  only,
  sizeAt,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
} from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import {
  batchMatMul,
  concat,
  constantFill,
  constantFloat,
  elementwise,
  matMul,
  reshape,
  slice,
  stack,
  transpose,
  unstack,
} from './ops.ts';
import { addUp, batchMajor, outputGradientAt, timeMajor } from './sequences.ts';
import type { Variable } from './variable.ts';

/** What a GRU is made of; activations must know their gradient from their output. */
export interface GruOptions {
  /** Kernel [inputs, 3·units], recurrent kernel [units, 3·units], bias [3·units] or none. */
  readonly variables: readonly Variable[];
  readonly activation: ActivationFunction;
  readonly recurrentActivation: ActivationFunction;
  readonly units: number;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
}

/** What a step leaves for its gradient. */
interface StepState {
  readonly before: NativeTensor;
  /** Update and reset gate side by side, [batch, 2·units]. */
  readonly gates: NativeTensor;
  readonly candidate: NativeTensor;
  /** The reset gate times the output before. */
  readonly kept: NativeTensor;
}

/**
 * Gated recurrent unit with the reset before the product (`resetAfter: false`, the one tfjs has):
 * z, r = σ(x·W + h·U); c = tanh(x·W + (r·h)·U); h ← z·h + (1 − z)·c.
 */
export function gru(options: GruOptions): Kernel {
  const { variables, activation, recurrentActivation, units, goBackwards } = options;
  const kernel = at(variables, 0);
  const recurrent = at(variables, 1);
  const bias = variables[2];

  const columns = (tensor: NativeTensor, from: number, width: number) =>
    slice(tensor, [0, from], [-1, width]);

  function step(own: NativeTensor, before: NativeTensor): [NativeTensor, StepState] {
    const byGates = matMul(before, columns(recurrent.value(), 0, 2 * units));
    const gates = recurrentActivation.forward(
      elementwise('AddV2', columns(own, 0, 2 * units), byGates),
    );
    const kept = elementwise('Mul', columns(gates, units, units), before);
    const byKept = matMul(kept, columns(recurrent.value(), 2 * units, units));
    const candidate = activation.forward(
      elementwise('AddV2', columns(own, 2 * units, units), byKept),
    );
    const z = columns(gates, 0, units);
    const difference = elementwise('Sub', before, candidate);
    const output = elementwise('AddV2', candidate, elementwise('Mul', z, difference));
    return [output, { before, gates, candidate, kept }];
  }

  function forward(inputs: readonly NativeTensor[]): Forward {
    const x = timeMajor(only(inputs), goBackwards);
    const product = matMul(reshape(x, [-1, sizeAt(x, 2)]), kernel.value());
    const shifted = bias === undefined ? product : addBias(product, bias.value());
    const steps = unstack(reshape(shifted, [sizeAt(x, 0), sizeAt(x, 1), 3 * units]), 0);
    const states: StepState[] = [];
    const outputs: NativeTensor[] = [];
    for (const own of steps) {
      const before = outputs.at(-1) ?? constantFill(0, [sizeAt(x, 1), units]);
      const [output, state] = step(own, before);
      outputs.push(output);
      states.push(state);
    }
    const saved = [
      x,
      stack(
        states.map(({ before }) => before),
        0,
      ),
      stack(
        states.map(({ gates }) => gates),
        0,
      ),
      stack(
        states.map(({ candidate }) => candidate),
        0,
      ),
      stack(
        states.map(({ kept }) => kept),
        0,
      ),
    ];
    const last = at(outputs, outputs.length - 1);
    return {
      output: options.returnSequences ? transpose(stack(outputs, 0), [1, 0, 2]) : last,
      saved,
    };
  }

  function backward({ gradient, saved, needsInputGradient }: BackwardInput): Backward {
    const x = at(saved, 0);
    const outside = options.returnSequences ? unstack(gradient, 1) : [gradient];
    const rows = reshape(walkBack(saved, outside), [-1, 3 * units]);
    const before = reshape(at(saved, 1), [-1, units]);
    const kept = reshape(at(saved, 4), [-1, units]);
    const byRecurrent = concat(
      [
        matMul(before, columns(rows, 0, 2 * units), true, false),
        matMul(kept, columns(rows, 2 * units, units), true, false),
      ],
      1,
    );
    const byKernel = matMul(reshape(x, [-1, sizeAt(x, 2)]), rows, true, false);
    const trained = [
      { variable: kernel, gradient: byKernel },
      { variable: recurrent, gradient: byRecurrent },
    ];
    if (bias !== undefined) trained.push({ variable: bias, gradient: biasGradient(rows) });
    if (!needsInputGradient) return { inputs: [], variables: trained };
    const back = reshape(batchMatMul(rows, kernel.value(), false, true), x.shape);
    return { inputs: [batchMajor(back, goBackwards)], variables: trained };
  }

  /** The gradient before the activations of z, r and c at each step: [time, batch, 3·units]. */
  function walkBack(
    saved: readonly NativeTensor[],
    outside: readonly NativeTensor[],
  ): NativeTensor {
    const [before = [], gates = [], candidate = [], kept = []] = saved
      .slice(1)
      .map((sequence) => unstack(sequence, 0));
    const steps = before.length;
    const zeros = constantFill(0, at(before, 0).shape);
    const inner: NativeTensor[] = [];
    let hidden: NativeTensor | null = null;
    for (let t = steps - 1; t >= 0; t -= 1) {
      const total = addUp(outputGradientAt(outside, t, steps), hidden, zeros);
      const state = {
        before: at(before, t),
        gates: at(gates, t),
        candidate: at(candidate, t),
        kept: at(kept, t),
      };
      const [own, back] = stepBack(state, total);
      inner[t] = own;
      hidden = back;
    }
    return stack(inner, 0);
  }

  function stepBack(state: StepState, total: NativeTensor): [NativeTensor, NativeTensor] {
    const { before, gates, candidate } = state;
    const z = columns(gates, 0, units);
    const rest = elementwise('Sub', constantFloat(1), z);
    const byCandidate = activation.backward(elementwise('Mul', total, rest), candidate);
    const u = recurrent.value();
    const byKept = batchMatMul(byCandidate, columns(u, 2 * units, units), false, true);
    const byZ = elementwise('Mul', total, elementwise('Sub', before, candidate));
    const byR = elementwise('Mul', byKept, before);
    const byGates = recurrentActivation.backward(concat([byZ, byR], 1), gates);
    const throughGates = batchMatMul(byGates, columns(u, 0, 2 * units), false, true);
    const throughKept = elementwise('Mul', byKept, columns(gates, units, units));
    const direct = elementwise('AddV2', elementwise('Mul', total, z), throughKept);
    return [concat([byGates, byCandidate], 1), elementwise('AddV2', direct, throughGates)];
  }

  return { variables, keeps: { input: false, output: false }, forward, backward };
}
