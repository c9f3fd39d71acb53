import { expect, it } from 'vitest';
import { connect } from '../../../../src/store/loadSqlite.ts';
import { migrate0010 } from '../../../../src/store/migrations/0010-initial.ts';

it('makes the first schema from nothing', () => {
  const database = connect(':memory:');
  migrate0010(database);
  const columns = database
    .prepare<[], { name: string; columns: string }>(
      `SELECT t.name, group_concat(c.name || ' ' || c.type || iif(c.pk, ' pk' || c.pk, ''), ', ') AS columns
       FROM pragma_table_list t, pragma_table_info(t.name) c
       WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name ORDER BY t.name`,
    )
    .all();
  database.close();
  expect(Object.fromEntries(columns.map(({ name, columns: list }) => [name, list]))).toEqual({
    artifacts: 'run INTEGER pk1, path TEXT pk2, bytes INTEGER, sha256 TEXT',
    confusion_matrices:
      'run INTEGER pk1, split TEXT pk2, epoch INTEGER pk3, true_class INTEGER pk4, predicted_class INTEGER pk5, count INTEGER',
    epoch_metrics:
      'run INTEGER pk1, epoch INTEGER pk2, loss REAL, accuracy REAL, val_loss REAL, val_accuracy REAL, learning_rate REAL, seconds REAL',
    evaluations:
      'run INTEGER pk1, split TEXT pk2, loss REAL, accuracy REAL, count INTEGER, seconds REAL, per_class TEXT',
    experiments: 'id TEXT pk1, name TEXT, question TEXT, created_at TEXT',
    notes: 'id INTEGER pk1, run INTEGER, text TEXT, created_at TEXT',
    predictions:
      'run INTEGER pk1, split TEXT pk2, count INTEGER, indices BLOB, classes BLOB, confidences BLOB',
    run_params: 'run INTEGER pk1, key TEXT pk2, kind TEXT, value ANY',
    runs: 'number INTEGER pk1, id TEXT, experiment_id TEXT, parent_id TEXT, name TEXT, model TEXT, state TEXT, queue_position INTEGER, seed INTEGER, epochs INTEGER, spec TEXT, spec_hash TEXT, dataset_hash TEXT, split_hash TEXT, environment TEXT, parameters INTEGER, epochs_done INTEGER, best_val_accuracy REAL, best_epoch INTEGER, training_seconds REAL, created_at TEXT, started_at TEXT, finished_at TEXT, updated_at TEXT, failure TEXT, last_seq INTEGER',
    settings: 'key TEXT pk1, value TEXT',
    step_metrics:
      'run INTEGER pk1, epoch INTEGER pk2, step INTEGER pk3, loss REAL, accuracy REAL, samples_per_second REAL, memory_bytes INTEGER',
    tags: 'run INTEGER pk1, tag TEXT pk2',
  });
});
