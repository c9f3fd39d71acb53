import type { GroupCell, GroupPage } from '../../shared/contract/runQuery.ts';
import { formatPercent, formatSeconds, NOTHING } from './format.ts';
import { formatTable } from './table.ts';

/** The columns of a table of groups. */
export const GROUP_COLUMNS = ['val_accuracy', 'test_accuracy', 'training_time'] as const;

/** What there is of groups where there is no lab. */
export const NO_GROUPS: GroupPage = { groups: [], total: 0, runs: 0 };

/** Groups of runs for a terminal; recipes, which no one can read, go by their newest run. */
export function groupTable({ groups }: GroupPage, group: string): string {
  return formatTable(
    [
      { title: group },
      { title: 'runs', align: 'right' },
      { title: 'newest' },
      { title: 'best val.', align: 'right' },
      { title: 'test', align: 'right' },
      { title: 'training', align: 'right' },
    ],
    groups.map(({ value, count, newest, cells: [validation, test, training] }) => [
      group === 'recipe' ? newest.model : value === null ? NOTHING : String(value),
      String(count),
      `#${newest.number} ${newest.name}`,
      share(validation),
      share(test),
      formatSeconds(training?.mean),
    ]),
  );
}

/** @example '91.2 % ± 0.3 %' */
function share(cell: GroupCell | null | undefined): string {
  if (!cell) return NOTHING;
  return cell.sd === null
    ? formatPercent(cell.mean)
    : `${formatPercent(cell.mean)} ± ${formatPercent(cell.sd)}`;
}
