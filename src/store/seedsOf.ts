import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { specIdentity } from '../shared/spec/specIdentity.ts';
import type { Database } from './loadSqlite.ts';

interface SpecRow {
  readonly seed: number;
  readonly spec: string;
}

/** Prepares the question for the seeds that a spec was, is or will be trained with. */
export function createSeedsOf(database: Database): (spec: ExperimentSpec) => readonly number[] {
  const select = database.prepare<[string, number], SpecRow>(
    `SELECT seed, spec FROM runs
     WHERE model = ? AND epochs = ? AND state IN ('queued', 'running', 'paused', 'completed')`,
  );
  return (spec) => {
    const identity = specIdentity(spec);
    const same = select
      .all(spec.model, spec.training.epochs)
      .filter((row) => specIdentity(JSON.parse(row.spec) as ExperimentSpec) === identity);
    return [...new Set(same.map(({ seed }) => seed))].sort((a, b) => a - b);
  };
}
