import os from 'node:os';
import type { DatasetDescription } from '../../shared/dataset/datasetDescription.ts';
import { LabError } from '../../shared/errors.ts';
import { inspectArchitecture } from '../../shared/spec/architecture.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import type { LayerReport } from '../../shared/spec/layerDefinition.ts';
import { sizeOf } from '../../shared/spec/shape.ts';
import type { Optimizer } from '../../shared/spec/training/optimizers/index.ts';

/** Values that an optimiser keeps for each weight. */
const SLOTS: Readonly<Record<Optimizer['type'], number>> = {
  Adam: 2,
  AdamW: 2,
  SGD: 1,
  RMSprop: 2,
  Adagrad: 1,
};

const BYTES_PER_VALUE = 4;

/**
 * Bytes that a training step cannot do without: weights, gradients and the optimiser's values, and
 * the input and output of the layer that has most of both. The real peak is higher.
 *
 * @param batch images in a step
 */
export function leastMemory(
  spec: ExperimentSpec,
  { imageShape, classNames }: DatasetDescription,
  batch: number,
): number {
  const report = inspectArchitecture(spec.architecture, imageShape, classNames.length);
  const copies = 2 + SLOTS[spec.training.optimizer.type];
  return (
    BYTES_PER_VALUE * (report.trainableParameters * copies + batch * widestLayer(report.layers))
  );
}

function widestLayer(layers: readonly LayerReport[]): number {
  const widths = layers.map((layer) =>
    layer.status === 'ok'
      ? Math.max(sizeOf(layer.input) + sizeOf(layer.output), widestLayer(layer.inner ?? []))
      : 0,
  );
  return Math.max(0, ...widths);
}

/**
 * Refuses a run that no step of could fit into this machine. Some native kernels take the whole
 * process down when memory runs out, so it is better not to let them try.
 *
 * @param batch images in a step
 * @param available bytes of the machine, or of the part of it that this process may use
 * @throws LabError `out-of-memory` naming what is needed and what there is
 */
export function assertFits(
  spec: ExperimentSpec,
  dataset: DatasetDescription,
  batch: number,
  available: number = machineMemory(),
): void {
  const needed = leastMemory(spec, dataset, batch);
  if (needed <= available) return;
  throw new LabError({
    code: 'out-of-memory',
    message: `A step on ${batch} images needs at least ${gib(needed)}, but this machine has ${gib(available)}`,
    hint: 'Use a smaller batch, or fewer filters or units',
    context: { neededBytes: needed, availableBytes: available, batch },
  });
}

function machineMemory(): number {
  // 0 or a number beyond any machine means that nothing constrains the process.
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, os.totalmem()) : os.totalmem();
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}
