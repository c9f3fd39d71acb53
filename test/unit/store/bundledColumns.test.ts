import path from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/openDatabase.ts';
import { temporaryFolder } from './temporaryStore.ts';

/** What a bundle carries of each table that hangs on runs, and what stays with the lab. */
const CARRIED: Readonly<Record<string, readonly string[]>> = {
  runs: [
    ...['id', 'experiment_id', 'parent_id', 'name', 'model', 'state', 'seed', 'epochs', 'spec'],
    ...['spec_hash', 'dataset_hash', 'split_hash', 'environment', 'parameters', 'epochs_done'],
    ...['best_val_accuracy', 'best_epoch', 'training_seconds', 'created_at', 'started_at'],
    ...['finished_at', 'updated_at', 'failure', 'last_seq', 'ending', 'favourite', 'color'],
    'archived_at',
  ],
  epoch_metrics: [
    ...['epoch', 'loss', 'accuracy', 'val_loss', 'val_accuracy', 'learning_rate', 'seconds'],
  ],
  step_metrics: [
    ...['epoch', 'step', 'loss', 'accuracy', 'samples_per_second', 'memory_bytes'],
    'learning_rate',
  ],
  evaluations: [...['split', 'loss', 'accuracy', 'count', 'seconds', 'per_class', 'batch_size']],
  confusion_matrices: ['split', 'epoch', 'true_class', 'predicted_class', 'count'],
  predictions: ['split', 'count', 'indices', 'classes', 'confidences'],
  artifacts: ['path', 'bytes', 'sha256'],
  tags: ['tag'],
  notes: ['text', 'created_at'],
  run_costs: [
    ...['forced', 'predicted_peak_bytes', 'peak_bytes', 'machine', 'family', 'modelled_seconds'],
    ...['low_seconds', 'high_seconds', 'modelled_overhead', 'modelled_epoch', 'modelled_test'],
  ],
  verifications: ['repetition', 'result', 'created_at'],
  log_lines: ['seq', 'at', 'level', 'message'],
};

const OF_THE_LAB: Readonly<Record<string, readonly string[]>> = {
  runs: [
    // The lab's own count, its queue, and what is deleted in it.
    ...['number', 'queue_position', 'deleted_at', 'deleted_from_queue'],
    // Made anew from the spec.
    'recipe_hash',
  ],
  // Made anew from the spec and from the epochs.
  run_params: ['key', 'kind', 'value'],
  run_metrics: ['val_accuracy', 'val_loss', 'accuracy', 'loss'].flatMap((metric) =>
    ['best', 'last', 'at_best'].map((moment) => `${metric}_${moment}`),
  ),
  // Their files are not in a bundle.
  checkpoints: ['epoch', 'path', 'bytes', 'sha256'],
};

it('knows every column that hangs on a run: a new one is carried, or said to be of the lab', () => {
  const database = openDatabase(path.join(temporaryFolder(), 'lab.db'));
  const columns = database
    .prepare<[], { readonly name: string; readonly columns: string }>(
      `SELECT t.name, (
         SELECT json_group_array(c.name) FROM pragma_table_info(t.name) c
         WHERE c.name <> 'run' AND NOT (c.pk = 1 AND c.name = 'id')
            OR t.name = 'runs'
       ) AS columns
       FROM sqlite_schema t
       WHERE t.type = 'table' AND (t.name = 'runs' OR EXISTS (
         SELECT 1 FROM pragma_foreign_key_list(t.name) f WHERE f."table" = 'runs'
       ))`,
    )
    .all();
  database.close();
  const sorted = (names: readonly string[]): readonly string[] => [...names].sort();
  const found = Object.fromEntries(
    columns.map(({ name, columns: list }) => [name, sorted(JSON.parse(list) as string[])]),
  );
  const known = Object.fromEntries(
    Object.keys({ ...CARRIED, ...OF_THE_LAB }).map((name) => [
      name,
      sorted([...(CARRIED[name] ?? []), ...(OF_THE_LAB[name] ?? [])]),
    ]),
  );
  expect(found).toEqual(known);
});
