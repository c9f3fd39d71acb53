import { canonicalJson } from '../shared/spec/canonicalJson.ts';
import { experimentSpecSchema, type ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { Database } from './loadSqlite.ts';
import { SUMMARY_SELECT, toSummary, type SummaryRow } from './runRow.ts';

/**
 * Prepares the search for runs of one whole spec, its seed included. Specs are compared parsed, so that a
 * record from before an option was there equals one that names the option's default.
 *
 * @returns a function from spec to runs in any state, oldest first
 */
export function createSameSpec(
  database: Database,
): (spec: ExperimentSpec) => readonly RunSummary[] {
  const candidates = database.prepare<[string, number], SummaryRow & { readonly spec: string }>(
    `${SUMMARY_SELECT.replace('SELECT', 'SELECT r.spec,')} WHERE r.model = ? AND r.seed = ? ORDER BY r.number`,
  );
  return (spec) => {
    const wanted = canonicalJson(spec);
    return candidates
      .all(spec.model, spec.seed)
      .filter((row) => isSpec(row.spec, wanted))
      .map(({ spec: _spec, ...row }) => toSummary(row));
  };
}

function isSpec(text: string, wanted: string): boolean {
  const parsed = experimentSpecSchema.safeParse(JSON.parse(text));
  return parsed.success && canonicalJson(parsed.data) === wanted;
}
