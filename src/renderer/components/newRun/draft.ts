import { z } from 'zod';
import { DEFAULT_EXECUTION } from '../../../shared/spec/execution/index.ts';
import { experimentSpecSchema, type ExperimentSpec } from '../../../shared/spec/experimentSpec.ts';
import { layerDefinitions } from '../../../shared/spec/layers/index.ts';
import { RESIDUAL_DEPTH } from '../../../shared/spec/layers/residual.ts';
import { findPreset } from '../../../shared/spec/presets/index.ts';
import { MONITORS, type Monitor } from '../../../shared/spec/training/monitor.ts';
import {
  OPTIMIZER_TYPES,
  type OptimizerType,
} from '../../../shared/spec/training/optimizers/index.ts';
import {
  SCHEDULE_TYPES,
  type ScheduleType,
} from '../../../shared/spec/training/schedules/index.ts';
import {
  layerIds,
  withIds,
  type DraftLayer,
  type DraftNumber,
  type DraftValue,
  type NewDraftLayer,
} from './draftLayer.ts';

export type { DraftLayer, DraftNumber, DraftValue, NewDraftLayer } from './draftLayer.ts';

/** A group of options being edited. */
export interface DraftOptions {
  readonly [option: string]: DraftValue;
}

/** One of several kinds, such as an optimiser, with its options being edited. */
export type DraftChoice<T extends string> = DraftOptions & { readonly type: T };

/** A spec being edited: shaped like an {@link ExperimentSpec}, its values not checked yet. */
export interface DraftSpec {
  readonly version: 1;
  readonly model: string;
  readonly dataset: {
    readonly id: string;
    readonly samples: DraftNumber | null;
    readonly testSamples: DraftNumber | null;
    readonly validationShare: DraftNumber;
  };
  readonly architecture: {
    readonly input: 'image' | 'sequence';
    readonly layers: readonly DraftLayer[];
  };
  readonly training: {
    readonly epochs: DraftNumber;
    readonly batchSize: DraftNumber;
    readonly optimizer: DraftChoice<OptimizerType>;
    readonly schedule: DraftChoice<ScheduleType>;
    readonly loss: 'categoricalCrossentropy';
    readonly labelSmoothing: DraftNumber;
    readonly classWeights: readonly DraftNumber[] | null;
    readonly clipping: DraftOptions | null;
    readonly augmentation: DraftOptions | null;
    readonly earlyStopping: DraftOptions | null;
    readonly keepBest: Monitor | null;
  };
  readonly execution: DraftOptions;
  readonly seed: DraftNumber;
}

/** Where a draft came from, and so what its differences are told against. */
export type DraftOrigin =
  | { readonly kind: 'preset'; readonly id: string }
  /** An architecture of the person's own, as it was in the library. */
  | {
      readonly kind: 'own';
      readonly id: string;
      readonly name: string;
      readonly spec: ExperimentSpec;
    }
  | {
      readonly kind: 'run';
      readonly runId: string;
      readonly name: string;
      readonly spec: ExperimentSpec;
    }
  | { readonly kind: 'pasted' };

/** All that the New run form holds. Immutable: each edit makes a new one. */
export interface Draft {
  /** The run's name; empty leaves naming to the lab. */
  readonly name: string;
  readonly origin: DraftOrigin;
  readonly spec: DraftSpec;
}

/** A draft of a complete spec. */
export function draftFromSpec(spec: ExperimentSpec, origin: DraftOrigin, name = ''): Draft {
  const layers = withIds(spec.architecture.layers as readonly NewDraftLayer[], 0);
  return { name, origin, spec: { ...spec, architecture: { ...spec.architecture, layers } } };
}

/**
 * A draft of a preset.
 *
 * @returns undefined when there is no preset of that name
 */
export function draftFromPreset(id: string): Draft | undefined {
  const preset = findPreset(id);
  return preset && draftFromSpec(preset.spec, { kind: 'preset', id });
}

/** The spec that a draft's differences are told against; null for a pasted one. */
export function originSpec(origin: DraftOrigin): ExperimentSpec | null {
  if (origin.kind === 'run' || origin.kind === 'own') return origin.spec;
  return origin.kind === 'preset' ? (findPreset(origin.id)?.spec ?? null) : null;
}

const draftNumber = z.union([z.number(), z.literal('')]);
const draftValue = z.union([draftNumber, z.string(), z.boolean(), z.null(), z.array(draftNumber)]);
const draftOptions = z.record(z.string(), draftValue);
const layerTypes = layerDefinitions().map(({ type }) => type);

/** Schema of a layer inside `depth` more blocks at most. */
function draftLayer(depth: number): z.ZodType<DraftLayer> {
  const own = { type: z.enum(layerTypes), id: z.number().int().min(0), off: z.boolean() };
  const option = depth > 0 ? z.union([draftValue, z.array(draftLayer(depth - 1))]) : draftValue;
  return z.object(own).catchall(option) as unknown as z.ZodType<DraftLayer>;
}

const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preset'), id: z.string() }),
  z.object({
    kind: z.literal('own'),
    id: z.string(),
    name: z.string(),
    spec: experimentSpecSchema,
  }),
  z.object({
    kind: z.literal('run'),
    runId: z.string(),
    name: z.string(),
    spec: experimentSpecSchema,
  }),
  z.object({ kind: z.literal('pasted') }),
]);

const draftSpecSchema = z.object({
  version: z.literal(1),
  model: z.string(),
  dataset: z.object({
    id: z.string(),
    samples: z.union([draftNumber, z.null()]),
    testSamples: z.union([draftNumber, z.null()]),
    validationShare: draftNumber,
  }),
  architecture: z.object({
    input: z.enum(['image', 'sequence']),
    layers: z.array(draftLayer(RESIDUAL_DEPTH)).max(200),
  }),
  training: z.object({
    epochs: draftNumber,
    batchSize: draftNumber,
    optimizer: z.object({ type: z.enum(OPTIMIZER_TYPES) }).catchall(draftValue),
    // What drafts that were kept before these options existed do not have.
    schedule: z
      .object({ type: z.enum(SCHEDULE_TYPES) })
      .catchall(draftValue)
      .default({ type: 'constant' }),
    loss: z.literal('categoricalCrossentropy'),
    labelSmoothing: draftNumber.default(0),
    classWeights: z.array(draftNumber).nullable().default(null),
    clipping: draftOptions.nullable().default(null),
    augmentation: draftOptions.nullable().default(null),
    earlyStopping: draftOptions.nullable().default(null),
    keepBest: z.enum(MONITORS).nullable().default(null),
  }),
  execution: draftOptions.default({ ...DEFAULT_EXECUTION }),
  seed: draftNumber,
});

/** Schema of a kept draft: its shape is checked, its values are the form's to judge. */
export const draftSchema = z
  .object({
    name: z.string(),
    origin: originSchema,
    spec: draftSpecSchema,
  })
  .refine(({ spec }) => {
    const ids = layerIds(spec.architecture.layers);
    return new Set(ids).size === ids.length;
  }, 'every layer needs one id of its own');
