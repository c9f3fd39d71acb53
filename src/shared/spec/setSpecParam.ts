import { completeSpec } from './completeSpec.ts';
import { setParam } from './setParam.ts';
import { augmentationSchema } from './training/augmentation.ts';
import { clippingSchema } from './training/clipping.ts';
import { earlyStoppingSchema } from './training/earlyStopping.ts';
import { optimizerSchema } from './training/optimizers/index.ts';
import { scheduleSchema } from './training/schedules/index.ts';

/** Groups of options that are null when they are off, with what makes their defaults. */
const GROUPS = {
  'training.clipping': clippingSchema,
  'training.augmentation': augmentationSchema,
  'training.earlyStopping': earlyStoppingSchema,
} as const;

/** Choices whose options go with their `type`. */
const CHOICES = {
  'training.optimizer': optimizerSchema,
  'training.schedule': scheduleSchema,
} as const;

/**
 * A copy of a spec with the part at a dotted path replaced, as people mean it: an option of a group
 * that is off switches the group on with its defaults, and another `type` of optimiser or schedule
 * comes with that type's own defaults.
 *
 * @param spec a spec, complete or not, right or not
 * @param path such as `training.schedule.type` or `training.augmentation.shift`
 * @throws LabError `bad-input` naming the part of the path that does not exist and what does
 * @example setSpecParam(spec, 'training.schedule.type', 'cosine')
 */
export function setSpecParam(spec: unknown, path: string, value: unknown): unknown {
  const whole = completeSpec(spec);
  const choice = madeChoice(whole, path, value);
  if (choice !== null) return setParam(whole, choice.path, choice.value);
  return setParam(switchOn(whole, path), path, value);
}

function madeChoice(
  spec: unknown,
  path: string,
  value: unknown,
): { readonly path: string; readonly value: unknown } | null {
  for (const [place, schema] of Object.entries(CHOICES)) {
    if (path !== `${place}.type` || partAt(spec, path) === value) continue;
    const parsed = schema.safeParse({ type: value });
    // What is no type is left to the whole spec's schema, which names it.
    return { path: place, value: parsed.success ? parsed.data : { type: value } };
  }
  return null;
}

function switchOn(spec: unknown, path: string): unknown {
  for (const [place, schema] of Object.entries(GROUPS)) {
    if (path.startsWith(`${place}.`) && partAt(spec, place) === null) {
      return setParam(spec, place, schema.parse({}));
    }
  }
  return spec;
}

function partAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (part, key) =>
        part !== null && typeof part === 'object'
          ? (part as Readonly<Record<string, unknown>>)[key]
          : undefined,
      value,
    );
}
