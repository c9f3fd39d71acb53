import { createHash } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { RunSummary } from '../shared/model/run.ts';
import { canonicalJson } from '../shared/spec/canonicalJson.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { specIdentity } from '../shared/spec/specIdentity.ts';
import { flattenSpec } from '../shared/spec/flattenSpec.ts';
import type { Tables } from './tables.ts';

/** A run to be. */
export interface EnqueueRequest {
  /** Already parsed. */
  readonly spec: ExperimentSpec;
  /** @default `<model> · seed <n>` */
  readonly name?: string | undefined;
  /** The run this one was forked from. */
  readonly parentId?: string | undefined;
  /** Train although it is predicted not to fit into memory. */
  readonly force?: boolean | undefined;
}

/** SHA-256 of a spec's canonical JSON, in hexadecimal: equal specs have equal hashes. */
export function hashSpec(spec: ExperimentSpec): string {
  return sha256(canonicalJson(spec));
}

/** SHA-256 of a spec without its seed, in hexadecimal: equal for runs that only repeat each other. */
export function hashRecipe(spec: ExperimentSpec): string {
  return sha256(specIdentity(spec));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Prepares making a run at the end of the queue; the caller brings the transaction. */
export function createEnqueueRun(
  tables: Tables,
  now: () => Date,
): (request: EnqueueRequest) => RunSummary {
  const nextId = monotonicFactory();
  return ({ spec, name, parentId, force }) => {
    if (parentId !== undefined) tables.runs.get(parentId);
    const createdAt = now();
    const id = nextId(createdAt.getTime());
    const number = tables.runs.insert({
      id,
      name,
      model: spec.model,
      parentId: parentId ?? null,
      seed: spec.seed,
      epochs: spec.training.epochs,
      spec: JSON.stringify(spec),
      specHash: hashSpec(spec),
      recipeHash: hashRecipe(spec),
      queuePosition: tables.positions.last() + 1,
      createdAt: createdAt.toISOString(),
    });
    tables.params.insert(number, flattenSpec(spec));
    if (force === true) tables.costs.force(number);
    return tables.runs.get(id);
  };
}
