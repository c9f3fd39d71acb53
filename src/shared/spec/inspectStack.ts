import type { LayerInference, LayerReport } from './layerDefinition.ts';
import { sizeOf, type Shape } from './shape.ts';

/** What inference says of a stack of layers. */
export interface StackReport {
  /** In step with the layers. */
  readonly layers: readonly LayerReport[];
  /** Null when a layer cannot take its input. */
  readonly output: Shape | null;
  readonly trainableParameters: number;
  readonly nonTrainableParameters: number;
  /** Multiply-adds for one example, forward only. */
  readonly multiplyAdds: number;
  /** Values kept for one example between forward and backward. */
  readonly activations: number;
}

/**
 * Walks a stack, layer by layer, and says what each does or why it cannot.
 *
 * @param infer one layer on one input
 */
export function inspectStack<L>(
  layers: readonly L[],
  input: Shape,
  infer: (layer: L, input: Shape) => LayerInference,
): StackReport {
  const empty: StackReport = {
    layers: [],
    output: input,
    trainableParameters: 0,
    nonTrainableParameters: 0,
    multiplyAdds: 0,
    activations: 0,
  };
  return layers.reduce((report, layer) => {
    if (report.output === null) {
      return { ...report, layers: [...report.layers, { status: 'unknown' as const }] };
    }
    return withLayer(report, report.output, infer(layer, report.output));
  }, empty);
}

function withLayer(report: StackReport, input: Shape, inference: LayerInference): StackReport {
  const inner = inference.inner && { inner: inference.inner };
  if (!inference.ok) {
    const wrong = { status: 'error' as const, input, problem: inference.problem, ...inner };
    return { ...report, layers: [...report.layers, wrong], output: null };
  }
  const { output, trainableParameters, nonTrainableParameters, multiplyAdds } = inference;
  const activations = inference.activations ?? sizeOf(output);
  const parameters = trainableParameters + nonTrainableParameters;
  const one = { status: 'ok' as const, input, output, parameters, multiplyAdds, activations };
  return {
    layers: [...report.layers, { ...one, ...inner }],
    output,
    trainableParameters: report.trainableParameters + trainableParameters,
    nonTrainableParameters: report.nonTrainableParameters + nonTrainableParameters,
    multiplyAdds: report.multiplyAdds + multiplyAdds,
    activations: report.activations + activations,
  };
}
