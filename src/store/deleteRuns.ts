import { LabError } from '../shared/errors.ts';
import { isActive } from '../shared/model/runState.ts';
import type { Tables } from './tables.ts';

/**
 * Deletes runs and all that hangs on them; the caller brings the transaction.
 *
 * @returns the runs' folder names, to be removed once the rows are gone
 * @throws LabError `illegal-state` when one is training, `not-found`; then none is deleted
 */
export function deleteRunRows(tables: Tables, ids: readonly string[]): readonly string[] {
  const unique = [...new Set(ids)];
  const active = unique.map(tables.runs.get).filter(({ state }) => isActive(state));
  if (active.length > 0) {
    throw new LabError({
      code: 'illegal-state',
      message: `${active.map(({ name }) => name).join(', ')} cannot be deleted while training`,
      hint: 'Stop it first',
      context: { runIds: active.map(({ id }) => id) },
    });
  }
  for (const id of unique) {
    const { queuePosition } = tables.runs.get(id);
    tables.runs.remove(id);
    if (queuePosition !== null) tables.positions.close(queuePosition);
  }
  return unique;
}
