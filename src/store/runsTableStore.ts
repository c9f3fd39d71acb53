import { monotonicFactory } from 'ulid';
import type { GroupPage, GroupQuery, RunPage, RunQuery } from '../shared/contract/runQuery.ts';
import type { Annotation, Sparkline } from '../shared/contract/runsTable.ts';
import type { SavedView, TableState } from '../shared/contract/tableState.ts';
import type { Experiment } from '../shared/model/experiment.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { createDeletions } from './deleteRuns.ts';
import type { ExperimentChange } from './experiments.ts';
import { createGroupRuns } from './groupRuns.ts';
import { createListRuns } from './listRuns.ts';
import type { Database } from './loadSqlite.ts';
import { createRunsOverview } from './runsOverview.ts';
import type { Tables } from './tables.ts';

/** What the table of runs reads. A method that takes a key throws LabError `bad-input` for an unknown one. */
export interface RunsTableReader {
  /** Filtered and sorted by SQLite; newest first, and all but the archived ones, by default. */
  listRuns(query?: RunQuery): RunPage;
  /** Runs with an equal value of a key, with mean and standard deviation of the columns. */
  groupRuns(query: GroupQuery): GroupPage;
  /** Keys of the hyperparameters that differ among the runs that a query finds. */
  differingParams(query: RunQuery): readonly string[];
  /** Dotted paths of every hyperparameter that some run has. */
  paramKeys(): readonly string[];
  /** Values that a key has, the most frequent first. */
  keyValues(key: string): readonly string[];
  /** Validation accuracy by epoch, thinned; runs without epochs are left out. */
  sparklines(runIds: readonly string[]): readonly Sparkline[];
  /** The note's Markdown; empty where there is none. @throws LabError `not-found` */
  noteOf(runId: string): string;
  experiments(): readonly Experiment[];
  views(): readonly SavedView[];
}

/** What the table of runs writes. Each method is one transaction. */
export interface RunsTableWriter {
  /** Changes what is noted about runs, or about none of them. @throws LabError `not-found` */
  annotateRuns(runIds: readonly string[], change: Annotation): readonly RunSummary[];
  /** An empty text takes the note away. @throws LabError `not-found` */
  setNote(runId: string, text: string): RunSummary;
  /**
   * Puts runs out of sight, or none of them; {@link purgeDeleted} removes them for good.
   *
   * @returns their ids
   * @throws LabError `illegal-state` when one is training, `not-found`
   */
  deleteRuns(runIds: readonly string[]): readonly string[];
  /** Removes runs at once and for good, for what should never have been. @throws LabError `not-found` */
  eraseRuns(runIds: readonly string[]): void;
  /** The ULID of a deleted run by its number or ULID. @throws LabError `not-found` */
  findDeleted(reference: string): string;
  /** Takes back a deletion. @throws LabError `not-found` */
  restoreRuns(runIds: readonly string[]): readonly RunSummary[];
  /** Removes for good what was deleted before a moment, architectures too. @returns names of the runs' folders */
  purgeDeleted(before: Date): readonly string[];
  /** @throws LabError `bad-input` when the name is taken */
  createExperiment(name: string, question: string): Experiment;
  /** @throws LabError `not-found`, `bad-input` when the name is taken */
  updateExperiment(change: ExperimentChange): Experiment;
  /** Its runs stay. @returns whether it was there */
  deleteExperiment(id: string): boolean;
  saveView(name: string, state: TableState): readonly SavedView[];
  deleteView(name: string): readonly SavedView[];
}

/** What the table of runs reads, each from one state of the lab. */
export function runsTableReads(
  database: Database,
  tables: Tables,
  now: () => Date,
): RunsTableReader {
  const list = createListRuns(database, now);
  const group = createGroupRuns(database, now);
  const overview = createRunsOverview(database, now);
  return {
    // Transactions, so that no part is newer than another.
    listRuns: database.transaction((query: RunQuery = {}) => list(query)),
    groupRuns: database.transaction((query: GroupQuery) => group(query)),
    differingParams: overview.differing,
    paramKeys: tables.params.keys,
    keyValues: overview.values,
    sparklines: overview.sparklines,
    noteOf: (runId) => tables.annotations.note(tables.runs.get(runId).number),
    experiments: tables.experiments.all,
    views: tables.views.all,
  };
}

/** What the table of runs writes. */
export function runsTableWrites(
  database: Database,
  tables: Tables,
  now: () => Date,
): RunsTableWriter {
  const { runs, annotations, experiments, views } = tables;
  const deletions = createDeletions(database, tables);
  const nextId = monotonicFactory();
  const at = (): string => now().toISOString();
  const atOnce = <T extends unknown[], R>(work: (...given: T) => R): ((...given: T) => R) =>
    database.transaction(work).immediate;

  return {
    annotateRuns: atOnce((ids: readonly string[], change: Annotation) => {
      if (change.experimentId) experiments.get(change.experimentId);
      for (const id of ids) annotations.change(runs.get(id).number, change, at());
      return ids.map(runs.get);
    }),
    setNote: atOnce((id: string, text: string) => {
      annotations.setNote(runs.get(id).number, text, at());
      return runs.get(id);
    }),
    deleteRuns: atOnce((ids: readonly string[]) => deletions.delete(ids, at())),
    eraseRuns: atOnce((ids: readonly string[]) => deletions.erase(ids, at())),
    findDeleted: deletions.find,
    restoreRuns: atOnce(deletions.restore),
    purgeDeleted: atOnce((before: Date) => {
      tables.architectures.purge(before.toISOString());
      return deletions.purge(before.toISOString());
    }),
    createExperiment: atOnce((name: string, question: string) => {
      const moment = now();
      return experiments.create(nextId(moment.getTime()), name, question, moment.toISOString());
    }),
    updateExperiment: atOnce(experiments.update),
    deleteExperiment: atOnce(experiments.remove),
    saveView: atOnce((name: string, state: TableState) => {
      views.save(name, state, at());
      return views.all();
    }),
    deleteView: atOnce((name: string) => {
      views.remove(name);
      return views.all();
    }),
  };
}
