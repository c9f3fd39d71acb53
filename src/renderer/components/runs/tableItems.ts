import type { RunGroup } from '../../../shared/contract/runQuery.ts';
import type { Rows } from '../../stores/runPages.ts';
import type { TableGroup, TableRow } from '../../stores/runsTableStore.ts';

/** One row of the table as it is drawn. */
export type TableItem =
  | {
      readonly kind: 'run';
      readonly id: string;
      readonly row: TableRow;
      /** Under the head of a group. */
      readonly nested: boolean;
    }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly group: RunGroup;
      readonly open: boolean;
    };

/** All rows of the table as it is drawn. */
export interface TableItems {
  readonly count: number;
  /** The row at a place; undefined where it was not read yet. */
  at(index: number): TableItem | undefined;
  /** The runs that were read, in the table's order. */
  readonly known: readonly TableRow[];
}

/** The rows of a table: runs, or the heads of groups with the runs of those that are open. */
export function tableItems({
  isGrouped,
  rows,
  groups,
}: {
  readonly isGrouped: boolean;
  readonly rows: Rows<TableRow>;
  readonly groups: readonly TableGroup[];
}): TableItems {
  if (isGrouped) return groupItems(groups);
  return {
    count: rows.total,
    at: (index) => {
      const row = rows.at.get(index);
      return row && { kind: 'run', id: row.run.id, row, nested: false };
    },
    known: [...rows.at].sort(([a], [b]) => a - b).map(([, row]) => row),
  };
}

function groupItems(groups: readonly TableGroup[]): TableItems {
  const items = groups.flatMap(({ group, open, rows }, place): TableItem[] => {
    const key = `${place}-${String(group.value)}`;
    const inside = rows.map((row): TableItem => {
      return { kind: 'run', id: `${key}-${row.run.id}`, row, nested: true };
    });
    return [{ kind: 'group', id: `group-${key}`, group, open }, ...(open ? inside : [])];
  });
  return {
    count: items.length,
    at: (index) => items[index],
    known: groups.flatMap(({ open, rows }) => (open ? rows : [])),
  };
}
