import type { StateArray } from './contract.ts';

/**
 * Finds the array of a name in an exported state.
 * @throws RangeError when it is missing or has another shape
 */
export function stateArray(
  state: readonly StateArray[],
  name: string,
  shape: readonly number[],
): Float32Array {
  const found = state.find((entry) => entry.name === name);
  if (found === undefined) throw new RangeError(`the state has no “${name}”`);
  if (found.shape.join() !== shape.join()) {
    throw new RangeError(`“${name}” is [${found.shape.join()}], not [${shape.join()}]`);
  }
  return found.values;
}
