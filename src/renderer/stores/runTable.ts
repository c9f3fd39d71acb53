import type { RunSortColumn, RunSummary } from '../../shared/model/run.ts';
import { RUN_STATES, type RunState } from '../../shared/model/runState.ts';

/** What a table of runs is narrowed to; `all` narrows nothing. */
export interface RunFilter {
  readonly text: string;
  readonly state: RunState | 'all';
  readonly model: string;
}

export const NO_FILTER: RunFilter = { text: '', state: 'all', model: 'all' };

/** How a table of runs is ordered. */
export interface RunSort {
  readonly column: RunSortColumn;
  readonly descending: boolean;
}

/** Whether a filter lets everything through. */
export function isUnfiltered({ text, state, model }: RunFilter): boolean {
  return text.trim() === '' && state === 'all' && model === 'all';
}

/** The runs that a filter lets through; every word must occur in the name, the model or `#number`. */
export function filterRuns(runs: readonly RunSummary[], filter: RunFilter): readonly RunSummary[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    if (filter.state !== 'all' && run.state !== filter.state) return false;
    if (filter.model !== 'all' && run.model !== filter.model) return false;
    const subject = `${run.name} ${run.model} #${run.number}`.toLowerCase();
    return words.every((word) => subject.includes(word));
  });
}

/**
 * The runs in order. What has no value comes last in both directions; equals are newest first,
 * and queued runs, when they are equal, in the order in which they will train.
 */
export function sortRuns(runs: readonly RunSummary[], sort: RunSort): readonly RunSummary[] {
  const sign = sort.descending ? -1 : 1;
  return [...runs].sort((a, b) => {
    const left = sortValue(a, sort.column);
    const right = sortValue(b, sort.column);
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
    } else {
      const order =
        typeof left === 'string' ? COLLATOR.compare(left, String(right)) : left - Number(right);
      if (order !== 0) return order * sign;
    }
    if (a.queuePosition !== null && b.queuePosition !== null) {
      return a.queuePosition - b.queuePosition;
    }
    return b.number - a.number;
  });
}

const COLLATOR = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function sortValue(run: RunSummary, column: RunSortColumn): string | number | null {
  if (column === 'state') return RUN_STATES.indexOf(run.state);
  return run[column];
}

/** The sort after a click on a column's head: first its natural direction, then the other. */
export function nextSort(sort: RunSort, column: RunSortColumn): RunSort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: !['name', 'model', 'state'].includes(column) };
}
