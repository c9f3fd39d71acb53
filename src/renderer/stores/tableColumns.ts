import type { TableColumn, TableState } from '../../shared/contract/tableState.ts';
import type { RunSort } from '../../shared/contract/runQuery.ts';
import type { RunKey } from '../../shared/query/runKey.ts';

/** The table of runs before a person made it their own. */
export const DEFAULT_TABLE: TableState = {
  filter: '',
  archived: 'without',
  columns: [
    { key: 'name', pinned: true },
    { key: 'state' },
    { key: 'epochs_done' },
    { key: 'val_accuracy' },
    { key: 'test_accuracy' },
    { key: 'parameters' },
    { key: 'training_time' },
    { key: 'created' },
  ],
  sort: { key: 'created', descending: true },
  group: null,
};

const WIDTHS: Readonly<Record<string, number>> = {
  name: 248,
  state: 146,
  epochs_done: 68,
  val_accuracy: 138,
  test_accuracy: 98,
  parameters: 94,
  training_time: 112,
  waiting_time: 112,
  created: 84,
  tag: 160,
  note: 200,
};

/** How wide a column is, in pixels. */
export function widthOf({ key, width }: TableColumn, { type, unit }: RunKey): number {
  if (width !== undefined) return width;
  const own = WIDTHS[key];
  if (own !== undefined) return own;
  if (type === 'number') return unit === undefined ? 112 : 126;
  return type === 'boolean' ? 100 : 120;
}

/** The pinned columns before the others, each in their order. */
export function pinnedFirst(columns: readonly TableColumn[]): TableColumn[] {
  const isPinned = ({ pinned }: TableColumn): boolean => pinned === true;
  return [...columns.filter(isPinned), ...columns.filter((column) => !isPinned(column))];
}

/** The columns with one put where another is. */
export function moveColumn(
  columns: readonly TableColumn[],
  key: string,
  to: string,
): TableColumn[] {
  const from = columns.findIndex((column) => column.key === key);
  const place = columns.findIndex((column) => column.key === to);
  const moved = columns[from];
  if (!moved || place < 0) return [...columns];
  const others = columns.toSpliced(from, 1);
  // Over a pinned column it becomes pinned, over another it is let go.
  const { pinned } = columns[place] ?? {};
  return pinnedFirst(others.toSpliced(place, 0, withPinned(moved, pinned === true)));
}

/** The columns with one a place further to the left (−1) or right (1). */
export function stepColumn(
  columns: readonly TableColumn[],
  key: string,
  step: -1 | 1,
): TableColumn[] {
  const to = columns[columns.findIndex((column) => column.key === key) + step];
  return to ? moveColumn(columns, key, to.key) : [...columns];
}

/** The columns with one changed. */
export function changeColumn(
  columns: readonly TableColumn[],
  key: string,
  change: { readonly width: number },
): TableColumn[] {
  return columns.map((column) => (column.key === key ? { ...column, ...change } : column));
}

/** The columns with one that stays in sight when the table scrolls sideways, or no longer does. */
export function pinColumn(
  columns: readonly TableColumn[],
  key: string,
  pinned: boolean,
): TableColumn[] {
  return pinnedFirst(
    columns.map((column) => (column.key === key ? withPinned(column, pinned) : column)),
  );
}

/** The columns with those keys shown that were not; a table keeps at least one column. */
export function showColumns(
  columns: readonly TableColumn[],
  keys: readonly string[],
): TableColumn[] {
  const shown = new Set(columns.map(({ key }) => key));
  return [...columns, ...keys.filter((key) => !shown.has(key)).map((key) => ({ key }))];
}

/** The columns without one; the last that is left stays. */
export function hideColumn(columns: readonly TableColumn[], key: string): TableColumn[] {
  const left = columns.filter((column) => column.key !== key);
  return left.length > 0 ? left : [...columns];
}

/** The order after a click on a head: first its natural direction, then the other. */
export function nextSort(sort: RunSort, { name, type }: Pick<RunKey, 'name' | 'type'>): RunSort {
  if (sort.key === name) return { key: name, descending: !sort.descending };
  return { key: name, descending: type === 'number' || type === 'time' };
}

function withPinned({ pinned: _pinned, ...column }: TableColumn, pinned: boolean): TableColumn {
  return pinned ? { ...column, pinned } : column;
}
