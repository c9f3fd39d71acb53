import {
  at,
  only,
  sizeAt,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
} from './kernel.ts';
import { dtype, intTensor, untracked, type NativeTensor } from './nativeTensor.ts';
import {
  batchMatMul,
  boolAttribute,
  concat,
  constantFill,
  constantInts,
  execute,
  executeAll,
  floatAttribute,
  gather,
  matMul,
  reshape,
  stack,
  transpose,
  typeAttribute,
  unstack,
} from './ops.ts';
import {
  addUp,
  batchMajor,
  lastStep,
  outputGradientAt,
  previousOutputs,
  timeMajor,
} from './sequences.ts';
import type { Variable } from './variable.ts';

/** What an LSTM (tanh, sigmoid gates, Keras's order i, f, c, o) is made of. */
export interface LstmOptions {
  /** Kernel [inputs, 4·units], recurrent kernel [units, 4·units], bias [4·units] where there is one. */
  readonly variables: readonly Variable[];
  readonly units: number;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
}

/** `LSTMBlockCellGrad` has its gates in the order i, c, f, o: a swap of the two in the middle. */
const swapMiddle = [0, 2, 1, 3];

/** The sequences that `BlockLSTMV2` leaves, each [time, batch, units], in its own order. */
interface Sequences {
  readonly i: NativeTensor;
  readonly cs: NativeTensor;
  readonly f: NativeTensor;
  readonly o: NativeTensor;
  readonly ci: NativeTensor;
  readonly co: NativeTensor;
  readonly h: NativeTensor;
}

/** Long short-term memory over [batch, time, inputs]. */
export function lstm(options: LstmOptions): Kernel {
  const { variables, units } = options;
  const kernel = at(variables, 0);
  const recurrent = at(variables, 1);
  const bias = variables[2];
  const biasValue = () => bias?.value() ?? constantFill(0, [4 * units]);

  function forward(inputs: readonly NativeTensor[]): Forward {
    const x = timeMajor(only(inputs), options.goBackwards);
    const weights = concat([kernel.value(), recurrent.value()], 0);
    const s = runBlock(x, weights, biasValue(), units);
    const output = options.returnSequences ? transpose(s.h, [1, 0, 2]) : lastStep(s.h);
    return { output, saved: [x, s.i, s.cs, s.f, s.o, s.ci, s.co, s.h] };
  }

  function backward(input: BackwardInput): Backward {
    const { gradient, saved, needsInputGradient } = input;
    const x = at(saved, 0);
    const s = sequencesOf(saved.slice(1));
    const outputGradients = options.returnSequences ? unstack(gradient, 1) : [gradient];
    const gates = gateGradients(s, outputGradients, recurrent, x, units);
    const rows = reshape(gates, [-1, 4 * units]);
    const byKernel = matMul(reshape(x, [-1, sizeAt(x, 2)]), rows, true, false);
    const byRecurrent = matMul(previousOutputs(s.h), rows, true, false);
    const trained = [
      { variable: kernel, gradient: toKerasOrder(byKernel, units) },
      { variable: recurrent, gradient: toKerasOrder(byRecurrent, units) },
    ];
    if (bias !== undefined) {
      trained.push({ variable: bias, gradient: biasGradientOf(rows, units) });
    }
    if (!needsInputGradient) return { inputs: [], variables: trained };
    const back = batchMatMul(rows, toCellOrder(kernel.value(), units), false, true);
    const sequence = reshape(back, x.shape);
    return { inputs: [batchMajor(sequence, options.goBackwards)], variables: trained };
  }

  return { variables, keeps: { input: false, output: false }, forward, backward };
}

const lengths = new Map<number, NativeTensor>();

/** The number of steps as the int64 scalar that the block operation asks for. */
function lengthScalar(steps: number): NativeTensor {
  const known = lengths.get(steps);
  if (known !== undefined) return known;
  const made = untracked(() =>
    execute(
      'Cast',
      [typeAttribute('SrcT', dtype.int32), typeAttribute('DstT', dtype.int64)],
      [intTensor(Int32Array.of(steps), [])],
    ),
  );
  lengths.set(steps, made);
  return made;
}

function runBlock(
  x: NativeTensor,
  weights: NativeTensor,
  bias: NativeTensor,
  units: number,
): Sequences {
  const zeros = constantFill(0, [sizeAt(x, 1), units]);
  const peephole = constantFill(0, [units]);
  const inputs = [lengthScalar(sizeAt(x, 0)), x, zeros, zeros, weights];
  const attributes = [
    typeAttribute('T', x.dtype),
    floatAttribute('cell_clip', 0),
    boolAttribute('use_peephole', false),
  ];
  const all = [...inputs, peephole, peephole, peephole, bias];
  return sequencesOf(executeAll('BlockLSTMV2', attributes, all, 7));
}

function sequencesOf(list: readonly NativeTensor[]): Sequences {
  return {
    i: at(list, 0),
    cs: at(list, 1),
    f: at(list, 2),
    o: at(list, 3),
    ci: at(list, 4),
    co: at(list, 5),
    h: at(list, 6),
  };
}

/** Walks back through time; the result is [time, batch, 4·units] in the cell's gate order. */
function gateGradients(
  s: Sequences,
  outputGradients: readonly NativeTensor[],
  recurrent: Variable,
  x: NativeTensor,
  units: number,
): NativeTensor {
  const steps = sizeAt(x, 0);
  const zeros = constantFill(0, [sizeAt(x, 1), units]);
  const [xs, i, cs, f, o, ci, co, h] = [x, s.i, s.cs, s.f, s.o, s.ci, s.co, s.h].map((t) =>
    unstack(t, 0),
  );
  const back = toCellOrder(recurrent.value(), units);
  const peephole = constantFill(0, [units]);
  // The operation only checks the shapes of its weights and bias.
  const weights = constantFill(0, [sizeAt(x, 2) + units, 4 * units]);
  const bias = constantFill(0, [4 * units]);
  const gates: NativeTensor[] = [];
  let cellGradient = zeros;
  let hiddenGradient: NativeTensor | null = null;
  for (let t = steps - 1; t >= 0; t -= 1) {
    const own = outputGradientAt(outputGradients, t, steps);
    const before = t > 0 ? at(cs ?? [], t - 1) : zeros;
    const outputBefore = t > 0 ? at(h ?? [], t - 1) : zeros;
    const [previousCell, gate] = executeAll(
      'LSTMBlockCellGrad',
      [typeAttribute('T', x.dtype), boolAttribute('use_peephole', false)],
      [
        at(xs ?? [], t),
        before,
        outputBefore,
        weights,
        peephole,
        peephole,
        peephole,
        bias,
        at(i ?? [], t),
        at(cs ?? [], t),
        at(f ?? [], t),
        at(o ?? [], t),
        at(ci ?? [], t),
        at(co ?? [], t),
        cellGradient,
        addUp(own, hiddenGradient, zeros),
      ],
      5,
    );
    if (previousCell === undefined || gate === undefined)
      throw new Error('the LSTM cell has no gradient');
    gates[t] = gate;
    cellGradient = previousCell;
    hiddenGradient = t > 0 ? batchMatMul(gate, back, false, true) : null;
  }
  return stack(gates, 0);
}

function toCellOrder(weights: NativeTensor, units: number): NativeTensor {
  const rows = sizeAt(weights, 0);
  const gates = reshape(weights, [rows, 4, units]);
  return reshape(gather(gates, constantInts(swapMiddle), 1), [rows, 4 * units]);
}

/** The swap is its own inverse. */
const toKerasOrder = toCellOrder;

function biasGradientOf(rows: NativeTensor, units: number): NativeTensor {
  const total = execute('BiasAddGrad', [typeAttribute('T', rows.dtype)], [rows]);
  return reshape(toKerasOrder(reshape(total, [1, 4 * units]), units), [4 * units]);
}
