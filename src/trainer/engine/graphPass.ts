import { at, type Backward, type Forward, type Pass } from '../kernels/kernel.ts';
import { dtype, scoped, type NativeTensor } from '../kernels/nativeTensor.ts';
import { cast, elementwise } from '../kernels/ops.ts';
import { withRegularization } from '../kernels/penalty.ts';
import type { Variable } from '../kernels/variable.ts';
import { Holdings } from './holdings.ts';
import type { KernelGraph, KernelNode } from './kernelGraph.ts';

/** Uses up one gradient; the variable's reads may be let go, its layer is done with them. */
export type ApplyGradient = (variable: Variable, gradient: NativeTensor) => void;

/**
 * One pass over a graph of kernels without a tape: forward, and backward if wanted.
 * Every tensor is freed as soon as nothing later in the same pass reads it.
 */
export class GraphPass {
  readonly #graph: KernelGraph;
  readonly #pass: Pass;
  readonly #holdings = new Holdings();
  readonly #values: NativeTensor[] = [];
  readonly #saved: (readonly NativeTensor[])[] = [];

  constructor(graph: KernelGraph, pass: Pass) {
    this.#graph = graph;
    this.#pass = pass;
  }

  /** Runs forward to the logits, which stay valid until {@link close}. Takes `input` over. */
  forward(input: NativeTensor): NativeTensor {
    this.#values.push(input);
    this.#holdings.hold(input);
    this.#graph.nodes.forEach((node, place) => this.#forwardNode(node, place));
    return at(this.#values, this.#graph.nodes.length);
  }

  /** Runs backward from the gradient by the logits, handing over each gradient as it is made. */
  backward(gradient: NativeTensor, apply: ApplyGradient): void {
    const { nodes } = this.#graph;
    const gradients = new Map<number, NativeTensor>([[nodes.length, gradient]]);
    this.#holdings.hold(gradient);
    for (let place = nodes.length - 1; place >= 0; place -= 1) {
      const own = gradients.get(place + 1);
      gradients.delete(place + 1);
      if (own !== undefined) this.#backwardNode(at(nodes, place), place, own, gradients, apply);
    }
  }

  /** Frees whatever the pass still holds. */
  close(): void {
    this.#holdings.clear();
  }

  #forwardNode(node: KernelNode, place: number): void {
    const inputs = node.inputs.map((value) => at(this.#values, value));
    const made = scoped<Forward>(() => {
      const result = node.kernel.forward(inputs, this.#pass);
      const saved = this.#pass.training ? result.saved : [];
      return { keep: [result.output, ...saved], result: { output: result.output, saved } };
    });
    this.#values.push(made.output);
    this.#saved.push(made.saved);
    this.#holdings.hold(made.output);
    made.saved.forEach((tensor) => this.#holdings.hold(tensor));
    for (const value of new Set(node.inputs)) this.#dropAfterReading(value, place);
  }

  #dropAfterReading(value: number, place: number): void {
    if (this.#graph.lastReader[value] !== place) return;
    if (this.#pass.training && this.#graph.keptForBackward[value]) return;
    this.#holdings.drop(at(this.#values, value));
  }

  #backwardNode(
    node: KernelNode,
    place: number,
    gradient: NativeTensor,
    gradients: Map<number, NativeTensor>,
    apply: ApplyGradient,
  ): void {
    const saved = at(this.#saved, place);
    const made = scoped<Backward>(() => {
      const result = node.kernel.backward({
        gradient,
        inputs: node.inputs.map((value) => at(this.#values, value)),
        output: at(this.#values, place + 1),
        saved,
        needsInputGradient: node.needsInputGradient,
        pass: this.#pass,
      });
      return { keep: [...result.inputs, ...result.variables.map((v) => v.gradient)], result };
    });
    for (const own of made.inputs) this.#holdings.hold(own);
    for (const own of made.variables) this.#holdings.hold(own.gradient);
    saved.forEach((tensor) => this.#holdings.drop(tensor));
    if (this.#graph.keptForBackward[place + 1]) this.#holdings.drop(at(this.#values, place + 1));
    this.#holdings.drop(gradient);
    this.#use(made, apply);
    made.inputs.forEach((own, index) => this.#passOn(own, at(node.inputs, index), gradients));
  }

  #use(made: Backward, apply: ApplyGradient): void {
    for (const { variable, gradient } of made.variables) {
      if (variable.trainable) applyWide(variable, gradient, apply);
      this.#holdings.drop(gradient);
    }
  }

  #passOn(own: NativeTensor, value: number, gradients: Map<number, NativeTensor>): void {
    const other = gradients.get(value);
    if (other === undefined) {
      gradients.set(value, own);
      return;
    }
    const total = elementwise('AddV2', other, own);
    this.#holdings.hold(total);
    this.#holdings.drop(other);
    this.#holdings.drop(own);
    gradients.set(value, total);
  }
}

/** Hands a gradient over as float32, which the master weights are, with the regulariser's part. */
function applyWide(variable: Variable, gradient: NativeTensor, apply: ApplyGradient): void {
  if (gradient.dtype === dtype.float32 && variable.regularizer === null) {
    apply(variable, gradient);
    return;
  }
  scoped(() => {
    const wide = gradient.dtype === dtype.float32 ? gradient : cast(gradient, dtype.float32);
    apply(variable, withRegularization(variable, wide));
    return { keep: [], result: null };
  });
}
