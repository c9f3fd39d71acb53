import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { LabEvent } from '../../shared/contract/labEvents.ts';
import type { RunGroup, RunQuery } from '../../shared/contract/runQuery.ts';
import type { TableState } from '../../shared/contract/tableState.ts';
import { toLabError, type LabError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { allOf, type Filter } from '../../shared/query/filter.ts';
import { toFilterError } from '../../shared/query/filterProblem.ts';
import { createKeyCatalogue } from '../../shared/query/keyCatalogue.ts';
import { checkFilter } from '../../shared/query/parseFilter.ts';
import { findRunKey } from '../../shared/query/runKeys.ts';
import type { ParamValue } from '../../shared/spec/flattenSpec.ts';
import { call } from '../lab.ts';
import { groupFilter } from './groupFilter.ts';
import { NO_ROWS, PAGE, pagesOf, withPage, type Rows } from './runPages.ts';
import { useRunsStore } from './runsStore.ts';
import { useSettingsStore } from './settingsStore.ts';
import { DEFAULT_TABLE } from './tableColumns.ts';

/** A run of the table, with the values of its columns by key. */
export interface TableRow {
  readonly run: RunSummary;
  readonly cells: Readonly<Record<string, ParamValue>>;
}

/** A group of the table, and its runs when it is open. */
export interface TableGroup {
  readonly group: RunGroup;
  readonly open: boolean;
  readonly rows: readonly TableRow[];
}

const MOST_GROUPS = 500;
const MOST_IN_GROUP = 200;
const REFRESH_DELAY = 400;
const KEEP_DELAY = 500;

/** The table of runs: what a person made of it, and the rows in sight, kept current by the lab's events. */
export const useRunsTableStore = defineStore('runsTable', () => {
  const settings = useSettingsStore();
  const runs = useRunsStore();

  const state = shallowRef<TableState>(DEFAULT_TABLE);
  const paramKeys = shallowRef<readonly string[]>([]);
  const rows = shallowRef<Rows<TableRow>>(NO_ROWS);
  const groups = shallowRef<readonly TableGroup[]>([]);
  const groupTotal = shallowRef(0);
  const total = shallowRef(0);
  const loaded = shallowRef(false);
  const error = shallowRef<LabError | null>(null);

  let begun = false;
  let generation = 0;
  let visible = { first: 0, last: PAGE - 1 };
  let keeping: ReturnType<typeof setTimeout> | undefined;
  let refreshing: ReturnType<typeof setTimeout> | undefined;

  const catalogue = computed(() => createKeyCatalogue(paramKeys.value));
  const check = computed(() => checkFilter(state.value.filter, catalogue.value));
  const problem = computed(() =>
    check.value.ok ? null : { ...check.value.problem, error: toFilterError(check.value.problem) },
  );
  /** The last filter that could be read: the table keeps showing it while another is being written. */
  const filter = shallowRef<Filter | undefined>(undefined);
  const isGrouped = computed(() => state.value.group !== null);

  const query = computed<RunQuery>(() => {
    const { archived, sort, columns } = state.value;
    return {
      ...(filter.value && { filter: filter.value }),
      // A filter that speaks of archived decides by itself.
      ...(archived !== 'without' && { archived }),
      sort,
      columns: columns.map(({ key }) => key),
    };
  });

  function toRows(page: {
    readonly runs: readonly RunSummary[];
    readonly cells: readonly (readonly ParamValue[])[];
  }): TableRow[] {
    const keys = query.value.columns ?? [];
    return page.runs.map((run, place) => ({
      run,
      cells: Object.fromEntries(
        keys.map((key, index) => [key, page.cells[place]?.[index] ?? null]),
      ),
    }));
  }

  /** Reads what is asked for, unless something else was asked for meanwhile. */
  async function attempt(read: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const own = generation;
    try {
      await read(() => own === generation);
      if (own === generation) {
        error.value = null;
        loaded.value = true;
      }
    } catch (thrown) {
      if (own === generation) error.value = toLabError(thrown);
    }
  }

  async function readPage(offset: number): Promise<void> {
    await attempt(async (isCurrent) => {
      const page = await call('runs:list', { ...query.value, limit: PAGE, offset });
      if (!isCurrent()) return;
      rows.value = withPage(rows.value, offset, toRows(page), page.total);
      total.value = page.total;
    });
  }

  async function readRunsOf(group: RunGroup): Promise<TableRow[]> {
    const by = findRunKey(state.value.group ?? '');
    const inGroup = by && groupFilter(by, group.value);
    const both = allOf([filter.value, inGroup]);
    const request = { ...query.value, ...(both && { filter: both }), limit: MOST_IN_GROUP };
    return toRows(await call('runs:list', request));
  }

  async function readGroups(): Promise<void> {
    await attempt(async (isCurrent) => {
      const { group } = state.value;
      if (group === null) return;
      const request = { ...query.value, group, limit: MOST_GROUPS };
      const page = await call('runs:groups', request);
      const open = new Set(groups.value.filter((one) => one.open).map((one) => one.group.value));
      const read = await Promise.all(
        page.groups.map(async (one) => ({
          group: one,
          open: open.has(one.value),
          rows: open.has(one.value) ? await readRunsOf(one) : [],
        })),
      );
      if (!isCurrent()) return;
      groups.value = read;
      groupTotal.value = page.total;
      total.value = page.runs;
    });
  }

  /** Opens a group, or closes it. */
  async function toggleGroup(target: RunGroup): Promise<void> {
    await attempt(async (isCurrent) => {
      const found = groups.value.find(({ group }) => group === target);
      const read = found?.open ? [] : await readRunsOf(target);
      if (!isCurrent()) return;
      groups.value = groups.value.map((one) =>
        one.group === target ? { group: target, open: !one.open, rows: read } : one,
      );
    });
  }

  /** Reads the rows in sight again; the old ones stand until the new ones are there. */
  async function refresh(): Promise<void> {
    if (isGrouped.value) return readGroups();
    await Promise.all(pagesOf(visible.first, visible.last).map(readPage));
  }

  /** Everything anew, because something else is asked for. */
  function restart(): void {
    generation += 1;
    if (!isGrouped.value) {
      // Other rows at the same places: what is out of sight is forgotten.
      const inSight = new Set(pagesOf(visible.first, visible.last));
      const at = new Map(
        [...rows.value.at].filter(([place]) => inSight.has(Math.floor(place / PAGE) * PAGE)),
      );
      rows.value = { ...rows.value, at };
    }
    void refresh();
  }

  /** Says which rows are in sight, so that they are read. */
  function show(first: number, last: number): void {
    visible = { first, last };
    if (isGrouped.value) return;
    for (const offset of pagesOf(first, last)) {
      const known = rows.value.at.has(offset) || offset >= rows.value.total;
      if (!known) void readPage(offset);
    }
  }

  /** Reads the table: at first as it was left, later anew. */
  function begin(): void {
    if (begun) {
      void refresh();
      return;
    }
    begun = true;
    watch(
      () => settings.loaded,
      (isLoaded) => {
        if (isLoaded) start();
      },
      { immediate: true },
    );
  }

  function start(): void {
    state.value = settings.settings.runsTable ?? DEFAULT_TABLE;
    if (check.value.ok) filter.value = check.value.filter;
    watch(check, (next) => {
      if (next.ok) filter.value = next.filter;
    });
    watch([query, () => state.value.group], restart);
    void readKeys();
    restart();
  }

  async function readKeys(): Promise<void> {
    try {
      paramKeys.value = await call('runs:param-keys', {});
    } catch {
      // The presets' keys do; the rows' own failure is shown.
    }
  }

  /** Changes what the person made of the table, and keeps it. */
  function change(part: Partial<TableState>): void {
    state.value = { ...state.value, ...part };
    clearTimeout(keeping);
    keeping = setTimeout(() => void settings.change({ runsTable: state.value }), KEEP_DELAY);
  }

  /** Brings up the hyperparameters that differ among the rows shown. @returns their keys */
  async function differing(): Promise<readonly string[]> {
    const { columns: _columns, sort: _sort, ...found } = query.value;
    return call('runs:differing', found);
  }

  /** Reads again, soon, what an event may have moved. */
  function applyEvents(events: readonly LabEvent[]): void {
    if (!begun || !events.some(matters)) return;
    refreshing ??= setTimeout(() => {
      refreshing = undefined;
      if (events.some(({ kind }) => kind === 'run')) void readKeys();
      void refresh();
    }, REFRESH_DELAY);
  }

  /** A run as it is now: events are ahead of the rows that were read. */
  function current(run: RunSummary): RunSummary {
    return runs.get(run.id) ?? run;
  }

  return {
    state,
    catalogue,
    problem,
    query,
    rows,
    groups,
    groupTotal,
    total,
    loaded,
    error,
    isGrouped,
    begin,
    change,
    refresh,
    show,
    toggleGroup,
    differing,
    applyEvents,
    current,
  };
});

function matters(event: LabEvent): boolean {
  if (event.kind === 'run' || event.kind === 'deleted') return true;
  return (
    event.kind === 'trainer' && ['epoch', 'evaluation', 'started'].includes(event.notice.event.kind)
  );
}
