import type { RunSummary } from '../shared/model/run.ts';
import { canonicalJson } from '../shared/spec/canonicalJson.ts';
import { experimentSpecSchema, type ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { specIdentity } from '../shared/spec/specIdentity.ts';
import type { Database } from './loadSqlite.ts';
import { SUMMARY_SELECT, toSummary, type SummaryRow } from './runRow.ts';

/** Finds runs by what they train. */
export interface SameSpec {
  /** Runs of this whole spec, seed included, in any state; oldest first. */
  runsOfSpec(spec: ExperimentSpec): readonly RunSummary[];
  /** Completed runs of this spec with any seed; oldest first. */
  repetitionsOf(spec: ExperimentSpec): readonly RunSummary[];
  /** The seeds that a spec was, is or will be trained with, whatever its own; failed runs do not count. */
  seedsOf(spec: ExperimentSpec): readonly number[];
}

interface Row extends SummaryRow {
  readonly spec: string;
}

/**
 * Prepares the search for runs of a spec. Specs are compared parsed, so that a record from before an option
 * was there equals one that names the option's default.
 */
export function createSameSpec(database: Database): SameSpec {
  const select = `${SUMMARY_SELECT.replace('SELECT', 'SELECT r.spec,')} WHERE r.deleted_at IS NULL AND r.model = ?`;
  const withSeed = database.prepare<[string, number], Row>(
    `${select} AND r.seed = ? ORDER BY r.number`,
  );
  const withAnySeed = database.prepare<[string, number], Row>(
    `${select} AND r.epochs = ? AND r.state IN ('queued', 'running', 'paused', 'completed')
     ORDER BY r.number`,
  );
  const ofAnySeed = (spec: ExperimentSpec): readonly RunSummary[] =>
    same(withAnySeed.all(spec.model, spec.training.epochs), spec, specIdentity);
  return {
    runsOfSpec: (spec) => same(withSeed.all(spec.model, spec.seed), spec, canonicalJson),
    repetitionsOf: (spec) => ofAnySeed(spec).filter(({ state }) => state === 'completed'),
    seedsOf: (spec) => [...new Set(ofAnySeed(spec).map(({ seed }) => seed))].sort((a, b) => a - b),
  };
}

function same(
  rows: readonly Row[],
  spec: ExperimentSpec,
  identity: (spec: ExperimentSpec) => string,
): readonly RunSummary[] {
  const wanted = identity(spec);
  return rows
    .filter((row) => {
      const parsed = experimentSpecSchema.safeParse(JSON.parse(row.spec));
      return parsed.success && identity(parsed.data) === wanted;
    })
    .map(({ spec: _spec, ...row }) => toSummary(row));
}
