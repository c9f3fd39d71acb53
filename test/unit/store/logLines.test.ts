import { expect, it } from 'vitest';
import { connect } from '../../../src/store/loadSqlite.ts';
import { createLogLines } from '../../../src/store/logLines.ts';
import { MIGRATIONS } from '../../../src/store/migrations/index.ts';

it('a log keeps its newest lines, and of each the beginning', () => {
  const database = connect(':memory:');
  for (const { migrate } of MIGRATIONS) migrate(database);
  database.pragma('foreign_keys = OFF');
  const log = createLogLines(database);
  for (let seq = 1; seq <= 2_005; seq += 1) {
    const message = `${seq} ${'x'.repeat(seq === 2_005 ? 9_000 : 1)}`;
    log.insert(1, seq, '2026-01-01T00:00:00.000Z', { kind: 'log', level: 'info', message });
  }
  const kept = log.ofRun(1);
  database.close();
  expect([kept.length, kept[0]?.seq, kept.at(-1)?.seq]).toEqual([2_000, 6, 2_005]);
  expect(kept.at(-1)?.message.length).toBe(2_000);
});
