import type { TableColumn } from '../../../shared/contract/tableState.ts';
import type { KeyCatalogue } from '../../../shared/query/keyCatalogue.ts';
import type { RunKey } from '../../../shared/query/runKey.ts';
import { widthOf } from '../../stores/tableColumns.ts';

/** A column as it is drawn. */
export interface ShownColumn {
  readonly key: RunKey;
  readonly width: number;
  /** Distance from the left edge at which it stays; undefined when it scrolls. */
  readonly left: number | undefined;
  readonly numeric: boolean;
  /** After the name of the column, so that cells are numbers alone. */
  readonly unit: string | undefined;
}

/** The width of the column of boxes, in pixels. */
export const BOX_WIDTH = 40;

/** The columns as they are drawn; those whose key no run knows any more are left out. */
export function shownColumns(
  columns: readonly TableColumn[],
  catalogue: KeyCatalogue,
): readonly ShownColumn[] {
  let left = BOX_WIDTH;
  return columns.flatMap((column) => {
    const key = catalogue.find(column.key);
    if (!key) return [];
    const width = widthOf(column, key);
    const shown: ShownColumn = {
      key,
      width,
      left: column.pinned === true ? left : undefined,
      numeric: key.type === 'number' || key.type === 'time',
      unit: key.unit === 'share' ? '%' : undefined,
    };
    if (column.pinned === true) left += width;
    return [shown];
  });
}
