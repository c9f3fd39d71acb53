import type { NativeTensor } from './nativeTensor.ts';
import { constantFloat, elementwise, sum } from './ops.ts';
import type { Variable } from './variable.ts';

/** The gradient of the loss by a variable, its regulariser's part included. */
export function withRegularization(variable: Variable, gradient: NativeTensor): NativeTensor {
  if (variable.regularizer === null) return gradient;
  const { l1, l2 } = variable.regularizer;
  const value = variable.value();
  const squares = (from: NativeTensor): NativeTensor =>
    elementwise('AddV2', from, elementwise('Mul', value, constantFloat(2 * l2)));
  const total = l2 === 0 ? gradient : squares(gradient);
  if (l1 === 0) return total;
  return elementwise(
    'AddV2',
    total,
    elementwise('Mul', elementwise('Sign', value), constantFloat(l1)),
  );
}

/**
 * What regularisers add to the mean loss, as a scalar for the caller to use up.
 *
 * @returns null when no variable has one
 */
export function penaltyOf(variables: readonly Variable[]): NativeTensor | null {
  const terms = variables.flatMap((variable) => termsOf(variable));
  const [first, ...rest] = terms;
  if (first === undefined) return null;
  return rest.reduce((total, term) => elementwise('AddV2', total, term), first);
}

function termsOf(variable: Variable): NativeTensor[] {
  if (variable.regularizer === null) return [];
  const { l1, l2 } = variable.regularizer;
  const value = variable.value();
  const axes = variable.shape.map((_, axis) => axis);
  const term = (factor: number, of: string): NativeTensor =>
    elementwise('Mul', sum(elementwise(of, value), axes), constantFloat(factor));
  return [...(l1 === 0 ? [] : [term(l1, 'Abs')]), ...(l2 === 0 ? [] : [term(l2, 'Square')])];
}
