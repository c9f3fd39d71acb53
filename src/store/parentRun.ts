import type { ParentRun } from '../shared/model/run.ts';
import { completeSpec } from '../shared/spec/completeSpec.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import type { Database } from './loadSqlite.ts';
import type { StoreReader } from './store.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly spec: string;
}

/** Prepares the search for where a run came from. */
export function createParentRun(database: Database): Pick<StoreReader, 'isHere' | 'parentOf'> {
  const isHere = database.prepare<[string]>(
    'SELECT 1 FROM runs WHERE id = ? AND deleted_at IS NULL',
  );
  const parent = database.prepare<[string], Row>(
    `SELECT p.id, p.name, p.spec FROM runs r JOIN runs p ON p.id = r.parent_id
     WHERE r.id = ? AND p.deleted_at IS NULL`,
  );
  return {
    isHere: (runId): boolean => isHere.get(runId) !== undefined,
    parentOf: (runId): ParentRun | null => {
      const row = parent.get(runId);
      return row ? { ...row, spec: completeSpec(JSON.parse(row.spec)) as ExperimentSpec } : null;
    },
  };
}
