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
}

interface Row extends SummaryRow {
  readonly spec: string;
}

/**
 * Prepares the search for runs of a spec. Specs are compared parsed, so that a record from before an option
 * was there equals one that names the option's default.
 */
export function createSameSpec(database: Database): SameSpec {
  const select = SUMMARY_SELECT.replace('SELECT', 'SELECT r.spec,');
  const withSeed = database.prepare<[string, number], Row>(
    `${select} WHERE r.model = ? AND r.seed = ? ORDER BY r.number`,
  );
  const completed = database.prepare<[string, number, number | null], Row>(
    `${select} WHERE r.state = 'completed' AND r.model = ? AND r.epochs = ?
       AND r.spec ->> '$.dataset.samples' IS ? ORDER BY r.number`,
  );
  return {
    runsOfSpec: (spec) => same(withSeed.all(spec.model, spec.seed), spec, canonicalJson),
    repetitionsOf: (spec) =>
      same(
        completed.all(spec.model, spec.training.epochs, spec.dataset.samples),
        spec,
        specIdentity,
      ),
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
