import { inspectArchitecture } from '../spec/architecture.ts';
import type { ExperimentSpec } from '../spec/experimentSpec.ts';
import { definitionOf, innerLayers, type Layer } from '../spec/layers/index.ts';
import { sizeOf } from '../spec/shape.ts';
import { costStages, type CostStage } from './costStages.ts';
import type { DataShape } from './dataShape.ts';
import { stageMemory } from './layerMemory.ts';
import { optimizerSlots } from './optimizerSlots.ts';
import { stockValues } from './stockMemory.ts';
import { tensorPeak, type MemoryStage } from './tensorPeak.ts';

/** Which path a run takes: Atelier's kernels, or ordinary tfjs. */
export type Engine = 'native' | 'stock';

/** What a run's peak memory is made of, in bytes. */
export interface MemoryPrediction {
  readonly bytes: number;
  /** Node, TensorFlow and their code. */
  readonly processBytes: number;
  /** The images, as they are read and as they stay resident. */
  readonly dataBytes: number;
  /** Weights, their copies while a model is made and saved, and the optimiser's values. */
  readonly weightBytes: number;
  /** What one step holds at its fullest, activations and gradients. */
  readonly stepBytes: number;
  /** What further workers hold: their threads, weights and the gradients in JavaScript's hands. */
  readonly workerBytes: number;
}

/** How a run is carried out, as far as its memory goes. */
export interface MemoryPlan {
  /** The path it takes. @default {@link expectedEngine} */
  readonly engine?: Engine;
  /** Threads that share each batch, or the most that a trial tries. @default 1 */
  readonly workers?: number;
}

/** The spec's parts that memory follows from. */
export type MemorySpec = Pick<ExperimentSpec, 'architecture' | 'training'>;

const BYTES_PER_VALUE = 4;

/** The trainer before any data: V8, Atelier, tfjs and libtensorflow's 250 MB of code that is touched. */
const PROCESS_BYTES = 440e6;

/** Images lie in memory once, for JavaScript, TensorFlow and every thread; predictions come beside them. */
const DATA_COPIES = 1.3;

/** Evaluation's batch (`src/trainer/session/evaluateSplit.ts`). */
const EVALUATION_BATCH = 256;

interface Constants {
  /** Copies of all weights: the model's, the engine's, drawn ones, and those of saving. */
  readonly weightCopies: number;
  /** For each value of the optimiser's. */
  readonly slotCopies: number;
  /** What the allocator and oneDNN's workspaces add to the tensors. */
  readonly overhead: number;
}

/** Of each further worker: its V8 and its part of TensorFlow. */
const WORKER_BYTES = 70e6;
/** Of each further worker: gradients are copied into JavaScript every step, and collected late. */
const GRADIENT_COPIES = 53;

const CONSTANTS: Readonly<Record<Engine, Constants>> = {
  native: { weightCopies: 5.4, slotCopies: 1, overhead: 1.22 },
  stock: { weightCopies: 5.9, slotCopies: 1.5, overhead: 1 },
};

/**
 * Predicts the highest resident memory of a process that trains this one run. Fitted to measured runs
 * (docs/performance.md); within 20 % of each.
 *
 * @param spec one whose layers fit together
 */
export function predictPeakMemory(
  spec: MemorySpec,
  data: DataShape,
  { engine = expectedEngine(spec), workers = 1 }: MemoryPlan = {},
): MemoryPrediction {
  const { architecture, training } = spec;
  const report = inspectArchitecture(architecture, data.imageShape, data.classes);
  const { weightCopies, slotCopies, overhead } = CONSTANTS[engine];
  const slots = slotCopies * optimizerSlots(training.optimizer);
  const weights = report.trainableParameters + report.nonTrainableParameters;
  const stages = costStages(architecture.layers, report.layers);
  const batch = Math.min(training.batchSize, data.trainCount);
  const values = engine === 'native' ? nativeValues(stages, batch) : stockStep(stages, batch);
  const parts = {
    processBytes: PROCESS_BYTES,
    dataBytes: DATA_COPIES * data.residentBytes,
    weightBytes: BYTES_PER_VALUE * weights * (weightCopies + slots + keptCopies(training)),
    stepBytes: BYTES_PER_VALUE * values * overhead,
    workerBytes: engine === 'native' ? (workers - 1) * workerBytes(report.trainableParameters) : 0,
  };
  const bytes = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { bytes: Math.round(bytes), ...parts };
}

function workerBytes(trainableParameters: number): number {
  return WORKER_BYTES + GRADIENT_COPIES * BYTES_PER_VALUE * trainableParameters;
}

/** Clipping needs every gradient at once; the best epoch's weights are kept beside the last one's. */
function keptCopies({ clipping, keepBest }: MemorySpec['training']): number {
  return (clipping === null ? 0 : 1) + (keepBest === null ? 0 : 1);
}

/** The path that a network will take: the native one where every layer of it has a kernel. */
export function expectedEngine({ architecture }: Pick<MemorySpec, 'architecture'>): Engine {
  return architecture.layers.every(hasKernel) ? 'native' : 'stock';
}

function hasKernel(layer: Layer): boolean {
  const stockOnly = definitionOf(layer).stockOnly?.(layer) ?? null;
  return stockOnly === null && innerLayers(layer).every(hasKernel);
}

function nativeValues(stages: readonly CostStage[], batch: number): number {
  const memories = stages.map((stage): MemoryStage => {
    const { input, output, parameters } = stage;
    const memory = stageMemory(stage);
    return { memory, input: sizeOf(input), output: sizeOf(output), weights: parameters };
  });
  return Math.max(tensorPeak(memories, batch, true), tensorPeak(memories, EVALUATION_BATCH, false));
}

function stockStep(stages: readonly CostStage[], batch: number): number {
  return batch * stages.reduce((sum, stage) => sum + stockValues(stage), 0);
}
