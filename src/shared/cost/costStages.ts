import type { LayerReport } from '../spec/layerDefinition.ts';
import { innerLayers, type Layer, type PlainLayer, type Residual } from '../spec/layers/index.ts';
import type { Shape } from '../spec/shape.ts';

interface StageSizes {
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/**
 * One step through a network with its blocks opened: a layer, or where a block's skip joins its stack.
 * A join's input is the block's; its parameters and products are the skip's own.
 */
export type CostStage =
  | ({ readonly kind: 'layer'; readonly layer: PlainLayer } & StageSizes)
  | ({ readonly kind: 'join'; readonly block: Residual } & StageSizes);

/**
 * The stages of a stack, in the order in which an example passes them. The last one has no activation:
 * the loss takes its softmax over.
 *
 * @param reports what inference says of the layers; those that it knows nothing of are left out
 */
export function costStages(
  layers: readonly Layer[],
  reports: readonly LayerReport[],
): readonly CostStage[] {
  const stages = openStages(layers, reports);
  const last = stages.at(-1);
  if (last?.kind !== 'layer' || !('activation' in last.layer)) return stages;
  const layer = { ...last.layer, activation: 'linear' } as PlainLayer;
  return [...stages.slice(0, -1), { ...last, layer }];
}

function openStages(
  layers: readonly Layer[],
  reports: readonly LayerReport[],
): readonly CostStage[] {
  return layers.flatMap((layer, place): readonly CostStage[] => {
    const report = reports[place];
    if (report?.status !== 'ok') return [];
    const { input, output, parameters, multiplyAdds } = report;
    const sizes = { input, output, parameters, multiplyAdds };
    if (layer.type !== 'Residual') return [{ kind: 'layer', layer, ...sizes }];
    const inner = openStages(innerLayers(layer), report.inner ?? []);
    const own = {
      parameters: parameters - sum(inner, (stage) => stage.parameters),
      multiplyAdds: multiplyAdds - sum(inner, (stage) => stage.multiplyAdds),
    };
    return [...inner, { kind: 'join', block: layer, input, output, ...own }];
  });
}

function sum(stages: readonly CostStage[], of: (stage: CostStage) => number): number {
  return stages.reduce((total, stage) => total + of(stage), 0);
}
