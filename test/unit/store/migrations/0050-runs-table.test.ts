import { expect, it } from 'vitest';
import { connect } from '../../../../src/store/loadSqlite.ts';
import { migrate0010 } from '../../../../src/store/migrations/0010-initial.ts';
import { migrate0050 } from '../../../../src/store/migrations/0050-runs-table.ts';
import { sampleSpec } from '../samples.ts';

const METRICS = `SELECT val_accuracy_best AS best, val_accuracy_last AS last, loss_best AS lossBest,
  loss_last AS lossLast, loss_at_best AS lossAtBest, val_loss_at_best AS valLossAtBest FROM run_metrics`;

it('fills in what older labs did not keep, and keeps it from then on', () => {
  const database = connect(':memory:');
  migrate0010(database);
  const insert = database.prepare(
    `INSERT INTO runs (id, name, model, state, seed, epochs, spec, spec_hash, created_at, started_at, updated_at)
     VALUES (?, 'r', 'm', 'completed', ?, 2, ?, '', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:02.500Z', '')`,
  );
  for (const seed of [1, 2]) {
    insert.run(`01ARZ3NDEKTSV4RRFFQ000000${seed}`, seed, JSON.stringify(sampleSpec({ seed })));
  }
  insert.run(`01ARZ3NDEKTSV4RRFFQ0000003`, 1, JSON.stringify(sampleSpec({ seed: 1, epochs: 3 })));
  const epoch = (run: number, number: number, loss: number, valAccuracy: number): void =>
    void database
      .prepare('INSERT INTO epoch_metrics VALUES (?, ?, ?, 0.5, ?, ?, 0.1, 1)')
      .run(run, number, loss, loss + 1, valAccuracy);
  const curve = [
    [0.9, 0.6],
    [0.5, 0.8],
    [0.7, 0.8],
    [0.4, 0.7],
  ] as const;
  curve.forEach(([loss, accuracy], index) => epoch(1, index + 1, loss, accuracy));

  migrate0050(database);
  curve.forEach(([loss, accuracy], index) => epoch(2, index + 1, loss, accuracy));

  const expected = {
    best: 0.8,
    last: 0.7,
    lossBest: 0.4,
    lossLast: 0.4,
    lossAtBest: 0.5,
    valLossAtBest: 1.5,
  };
  expect(database.prepare(METRICS).all()).toEqual([expected, expected]);
  const rows = database
    .prepare<[], { recipe: string; waiting: number }>(
      'SELECT recipe_hash AS recipe, waiting_seconds AS waiting FROM runs ORDER BY number',
    )
    .all();
  expect(rows.map(({ waiting }) => waiting)).toEqual([2.5, 2.5, 2.5]);
  expect(rows[0]?.recipe).toMatch(/^[0-9a-f]{64}$/);
  expect(rows[1]?.recipe).toBe(rows[0]?.recipe);
  expect(rows[2]?.recipe).not.toBe(rows[0]?.recipe);
  database.close();
});
