import { z } from 'zod';
import { experimentSpecSchema, type ExperimentSpec } from '../../../shared/spec/experimentSpec.ts';
import { layerDefinitions, type LayerType } from '../../../shared/spec/layers/index.ts';
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

/** A number being typed; the empty string while its field is empty. */
export type DraftNumber = number | '';

/** The value of any field of a form. */
export type DraftValue = DraftNumber | string | boolean | null | readonly DraftNumber[];

/** A group of options being edited. */
export interface DraftOptions {
  readonly [option: string]: DraftValue;
}

/** One of several kinds, such as an optimiser, with its options being edited. */
export type DraftChoice<T extends string> = DraftOptions & { readonly type: T };

/** A layer being edited: its kind is known, its options may not be right yet. */
export interface DraftLayer {
  readonly type: LayerType;
  readonly [option: string]: DraftValue;
}

/** A spec being edited: shaped like an {@link ExperimentSpec}, its values not checked yet. */
export interface DraftSpec {
  readonly version: 1;
  readonly model: string;
  readonly dataset: {
    readonly id: 'fashion-mnist';
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
  readonly seed: DraftNumber;
}

/** Where a draft came from, and so what its differences are told against. */
export type DraftOrigin =
  | { readonly kind: 'preset'; readonly id: string }
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
  /** One lasting id for each layer, in step with the stack: cards keep their identity when they move. */
  readonly layerIds: readonly number[];
}

/** A draft of a complete spec. */
export function draftFromSpec(spec: ExperimentSpec, origin: DraftOrigin, name = ''): Draft {
  return { name, origin, spec, layerIds: spec.architecture.layers.map((_, index) => index) };
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
  if (origin.kind === 'run') return origin.spec;
  return origin.kind === 'preset' ? (findPreset(origin.id)?.spec ?? null) : null;
}

/** An id that no layer of the draft has. */
export function nextLayerId({ layerIds }: Draft): number {
  return Math.max(-1, ...layerIds) + 1;
}

const draftNumber = z.union([z.number(), z.literal('')]);
const draftValue = z.union([draftNumber, z.string(), z.boolean(), z.null(), z.array(draftNumber)]);
const draftOptions = z.record(z.string(), draftValue);
const layerTypes = layerDefinitions().map(({ type }) => type);

const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preset'), id: z.string() }),
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
    id: z.literal('fashion-mnist'),
    samples: z.union([draftNumber, z.null()]),
    testSamples: z.union([draftNumber, z.null()]),
    validationShare: draftNumber,
  }),
  architecture: z.object({
    input: z.enum(['image', 'sequence']),
    layers: z.array(z.object({ type: z.enum(layerTypes) }).catchall(draftValue)).max(200),
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
  seed: draftNumber,
});

/** Schema of a kept draft: its shape is checked, its values are the form's to judge. */
export const draftSchema = z
  .object({
    name: z.string(),
    origin: originSchema,
    spec: draftSpecSchema,
    layerIds: z.array(z.number().int().min(0)),
  })
  .refine(
    ({ layerIds, spec }) =>
      layerIds.length === spec.architecture.layers.length &&
      new Set(layerIds).size === layerIds.length,
    'every layer needs one id of its own',
  );
