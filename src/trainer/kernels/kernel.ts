import type { NativeTensor } from './nativeTensor.ts';
import type { Variable } from './variable.ts';

/** What a layer must know about the pass it takes part in. */
export interface Pass {
  readonly training: boolean;
  /** Counts from 0 over the whole run; with the seed and the layer's place it fixes every mask. */
  readonly step: number;
  readonly seed: number;
}

/** What a forward pass leaves: the output, and what only the backward pass needs. */
export interface Forward {
  readonly output: NativeTensor;
  readonly saved: readonly NativeTensor[];
}

/** What a backward pass is given. */
export interface BackwardInput {
  readonly gradient: NativeTensor;
  /** The layer's inputs; absent tensors were not asked for by {@link Kernel.keeps}. */
  readonly inputs: readonly NativeTensor[];
  readonly output: NativeTensor;
  readonly saved: readonly NativeTensor[];
  /** False for the first layer, whose input gradient nobody reads. */
  readonly needsInputGradient: boolean;
  readonly pass: Pass;
}

/** A weight and the gradient of the mean loss by it. */
export interface VariableGradient {
  readonly variable: Variable;
  readonly gradient: NativeTensor;
}

/** What a backward pass gives back. */
export interface Backward {
  /** One gradient for each input; empty where none was needed. */
  readonly inputs: readonly NativeTensor[];
  readonly variables: readonly VariableGradient[];
}

/** Which of its own tensors a kernel's backward pass reads; the engine frees the others early. */
export interface Keeps {
  readonly input: boolean;
  readonly output: boolean;
}

/** A layer on native operations: its forward pass, its backward pass and its weights. */
export interface Kernel {
  /** The layer's weights in Keras's order, moving statistics included. */
  readonly variables: readonly Variable[];
  readonly keeps: Keeps;
  forward(inputs: readonly NativeTensor[], pass: Pass): Forward;
  backward(input: BackwardInput): Backward;
}

/** The first of a layer's inputs. @throws Error when there is none */
export function only(inputs: readonly NativeTensor[]): NativeTensor {
  const [input] = inputs;
  if (input === undefined) throw new Error('a layer was run without an input');
  return input;
}

/** A size of a tensor. @throws Error when the tensor has no such axis */
export function sizeAt(tensor: NativeTensor, axis: number): number {
  const size = tensor.shape.at(axis);
  if (size === undefined)
    throw new Error(`a tensor of rank ${tensor.shape.length} has no axis ${axis}`);
  return size;
}

/** A member of a list that must be there. @throws Error when it is not */
export function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new Error(`nothing at place ${index} of ${list.length}`);
  return value;
}
