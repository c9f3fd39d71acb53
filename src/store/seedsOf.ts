import { experimentSpecSchema, type ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { specIdentity } from '../shared/spec/specIdentity.ts';
import type { Database } from './loadSqlite.ts';

interface SpecRow {
  readonly seed: number;
  readonly spec: string;
}

/**
 * Prepares the question for the seeds that a spec was, is or will be trained with. Specs are compared
 * parsed, so that a record from before an option was there equals one that names the option's default.
 */
export function createSeedsOf(database: Database): (spec: ExperimentSpec) => readonly number[] {
  const select = database.prepare<[string, number], SpecRow>(
    `SELECT seed, spec FROM runs
     WHERE model = ? AND epochs = ? AND deleted_at IS NULL
       AND state IN ('queued', 'running', 'paused', 'completed')`,
  );
  return (spec) => {
    const identity = specIdentity(spec);
    const same = select
      .all(spec.model, spec.training.epochs)
      .filter((row) => identityOf(row.spec) === identity);
    return [...new Set(same.map(({ seed }) => seed))].sort((a, b) => a - b);
  };
}

function identityOf(text: string): string | null {
  const parsed = experimentSpecSchema.safeParse(JSON.parse(text));
  return parsed.success ? specIdentity(parsed.data) : null;
}
