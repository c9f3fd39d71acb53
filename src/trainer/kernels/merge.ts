import { at, type Backward, type BackwardInput, type Forward, type Kernel } from './kernel.ts';
import { dtype, type NativeTensor } from './nativeTensor.ts';
import { concat, execute, intAttribute, slice, typeAttribute } from './ops.ts';

/** Adds its inputs, all of one shape: the end of a residual block. */
export function add(): Kernel {
  function forward(inputs: readonly NativeTensor[]): Forward {
    const type = inputs[0]?.dtype ?? dtype.float32;
    const attributes = [typeAttribute('T', type), intAttribute('N', inputs.length)];
    return { output: execute('AddN', attributes, inputs), saved: [] };
  }

  function backward({ gradient, inputs }: BackwardInput): Backward {
    return { inputs: inputs.map(() => gradient), variables: [] };
  }

  return { variables: [], keeps: { input: false, output: false }, forward, backward };
}

/** Lays its inputs behind each other along one axis. */
export function concatenate(axis: number): Kernel {
  function forward(inputs: readonly NativeTensor[]): Forward {
    return { output: concat(inputs, axisOf(inputs)), saved: [] };
  }

  function backward({ gradient, inputs }: BackwardInput): Backward {
    const along = axisOf(inputs);
    let begin = 0;
    const parts = inputs.map(({ shape }) => {
      const from = shape.map((_, i) => (i === along ? begin : 0));
      begin += at(shape, along);
      return slice(gradient, from, shape);
    });
    return { inputs: parts, variables: [] };
  }

  function axisOf(inputs: readonly NativeTensor[]): number {
    return axis < 0 ? at(inputs, 0).shape.length + axis : axis;
  }

  return { variables: [], keeps: { input: false, output: false }, forward, backward };
}
