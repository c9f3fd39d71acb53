import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RUN_STATES } from '../../src/shared/model/runState.ts';
import { canonicalJson } from '../../src/shared/spec/canonicalJson.ts';
import { flattenSpec } from '../../src/shared/spec/flattenSpec.ts';
import { PRESETS } from '../../src/shared/spec/presets/index.ts';
import { specIdentity } from '../../src/shared/spec/specIdentity.ts';
import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';
import { connect, type Database } from '../../src/store/loadSqlite.ts';
import { latestVersion } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/openStore.ts';
import { createHash } from 'node:crypto';

/** How large a lab is. */
export interface LabSize {
  readonly runs: number;
  readonly epochs: number;
}

const STATES = RUN_STATES.slice(3);
const OPTIMIZERS = ['Adam', 'SGD', 'RMSprop'] as const;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * A lab of many runs with whole specs, curves and evaluations, the same each time. It is made once and
 * found again in the temporary folder.
 *
 * @returns the database's file
 */
export function makeLab({ runs, epochs }: LabSize): string {
  const name = `atelier-bench-runs-${runs}x${epochs}-v${latestVersion()}`;
  const folder = path.join(tmpdir(), name);
  const file = path.join(folder, 'lab.db');
  if (existsSync(file)) return file;
  const draft = path.join(tmpdir(), `${name}.part`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  openStore(path.join(draft, 'lab.db')).close();
  const database = connect(path.join(draft, 'lab.db'));
  database.pragma('synchronous = OFF');
  database.transaction(() => fill(database, runs, epochs))();
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  renameSync(draft, folder);
  return file;
}

function fill(database: Database, runs: number, epochs: number): void {
  const insertRun = database.prepare(
    `INSERT INTO runs (number, id, name, model, state, seed, epochs, epochs_done, spec, spec_hash, recipe_hash,
       parameters, best_val_accuracy, best_epoch, training_seconds, created_at, started_at, updated_at,
       favourite, archived_at)
     VALUES (@number, @id, @name, @model, @state, @seed, @epochs, @epochs, @spec, @specHash, @recipe,
       @parameters, @best, @epochs, @seconds, @created, @started, @created, @favourite, @archived)`,
  );
  const insertParam = database.prepare('INSERT INTO run_params VALUES (?, ?, ?, ?)');
  const insertEpoch = database.prepare(
    'INSERT INTO epoch_metrics VALUES (?, ?, ?, ?, ?, ?, 0.001, 3)',
  );
  const insertTest = database.prepare(
    `INSERT INTO evaluations (run, split, loss, accuracy, count, seconds, per_class)
     VALUES (?, 'test', ?, ?, 10000, 1, ?)`,
  );
  const insertTag = database.prepare('INSERT INTO tags VALUES (?, ?)');
  const perClass = JSON.stringify(
    Array.from({ length: 10 }, () => ({ precision: 0.91, recall: 0.92, f1: 0.915, support: 1000 })),
  );
  for (let number = 1; number <= runs; number += 1) {
    const spec = specOf(number);
    const state = STATES[number % STATES.length] ?? 'completed';
    const created = new Date(Date.UTC(2026, 0, 1) + number * 60_000);
    const top = 0.7 + 0.25 * draw(number, 1);
    insertRun.run({
      number,
      id: `01ARZ3NDEKTSV4RRFFQ${String(number).padStart(7, '0')}`,
      name: `${spec.model} · seed ${spec.seed}`,
      model: spec.model,
      state,
      seed: spec.seed,
      epochs,
      spec: JSON.stringify(spec),
      specHash: sha256(canonicalJson(spec)),
      recipe: sha256(specIdentity(spec)),
      parameters: 50_000 + (number % 40) * 25_000,
      best: top,
      seconds: epochs * (2 + draw(number, 2)),
      created: created.toISOString(),
      started: new Date(created.getTime() + 1000 * Math.floor(600 * draw(number, 3))).toISOString(),
      favourite: number % 50 === 0 ? 1 : 0,
      archived: number % 20 === 0 ? created.toISOString() : null,
    });
    for (const { key, value } of flattenSpec(spec)) {
      const kind = value === null ? 'null' : typeof value;
      insertParam.run(number, key, kind, typeof value === 'boolean' ? Number(value) : value);
    }
    for (let epoch = 1; epoch <= epochs; epoch += 1) {
      const part = 1 - Math.exp((-5 * epoch) / epochs);
      const noise = 0.01 * draw(number, epoch + 10);
      insertEpoch.run(
        number,
        epoch,
        1 - part * 0.8 + noise,
        part * 0.95,
        1 - part * 0.7 + noise,
        part * top - noise,
      );
    }
    if (state === 'completed') insertTest.run(number, 0.3, top - 0.01, perClass);
    if (number % 3 === 0) insertTag.run(number, 'baseline');
    if (number % 100 === 0) insertTag.run(number, `sweep ${number % 7}`);
  }
}

function specOf(number: number): ExperimentSpec {
  const preset = PRESETS[number % PRESETS.length];
  if (!preset) throw new Error('there are no presets');
  const { spec } = preset;
  const type = OPTIMIZERS[number % OPTIMIZERS.length] ?? 'Adam';
  const learningRate = [0.1, 0.01, 0.001, 0.0001][Math.floor(number / 15) % 4] ?? 0.001;
  const optimizer = {
    ...spec.training.optimizer,
    type,
    learningRate,
  } as ExperimentSpec['training']['optimizer'];
  return {
    ...spec,
    seed: Math.floor(number / 60) % 10,
    training: { ...spec.training, batchSize: [32, 64, 128, 256][number % 4] ?? 64, optimizer },
  };
}

/** A number from 0 to below 1, the same each time. */
function draw(number: number, place: number): number {
  return ((number * 7919 + place * 104_729 + ((number * place) % 8191) * 131) % 99_991) / 99_991;
}
