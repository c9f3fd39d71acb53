import { connect } from '../../../../src/store/loadSqlite.ts';
import type { Store } from '../../../../src/store/store.ts';
import type { ParamValue } from '../../../../src/shared/spec/flattenSpec.ts';
import { sampleSpec } from '../samples.ts';
import { temporaryStore } from '../temporaryStore.ts';

/** A run as a person sees it: its values by key. */
export interface PlainRun {
  readonly number: number;
  readonly tags: readonly string[];
  readonly values: Readonly<Record<string, ParamValue>>;
}

export const NAMES = ['Größe', 'base', 'b%', 'a_b', "it's", 'two words', 'cnn 12', '#3'];
export const TAGS = ['baseline', 'Baseline', 'over fit', 'x'];
export const OPTIMIZERS = ['Adam', 'SGD', 'RMSprop'];
const STATES = ['completed', 'failed', 'stopped', 'interrupted'];
/** The clock of the store. */
export const NOW = new Date(2026, 1, 10, 12).getTime();
const DAY = 86_400_000;

/** A store of runs of every kind, with ties and missing values, and the same runs as plain values. */
export function storeOfSomeRuns(count: number): {
  readonly store: Store;
  readonly runs: readonly PlainRun[];
} {
  const store = temporaryStore({ now: () => new Date(NOW) });
  const template = store.enqueueRun({ spec: sampleSpec() });
  const database = connect(store.path);
  database.exec(
    `INSERT INTO experiments (id, name, question, created_at) VALUES ('e', 'Rates', '', '')`,
  );
  const write = database.transaction(() =>
    Array.from({ length: count }, (_, index) => writeRun(database, index + 2)),
  );
  const runs = write();
  database.prepare('DELETE FROM runs WHERE id = ?').run(template.id);
  database.close();
  return { store, runs };
}

/** A number from 0 to below 1, the same each time. */
function draw(number: number, place: number): number {
  return ((number * 7919 + place * 104_729 + number * place * 31) % 997) / 997;
}

function pick<T>(from: readonly T[], part: number): T {
  return from[Math.floor(part * from.length)] ?? (from[0] as T);
}

function writeRun(database: ReturnType<typeof connect>, number: number): PlainRun {
  const part = (place: number): number => draw(number, place);
  const created = NOW - Math.floor(part(1) * 20) * DAY - Math.floor(part(2) * 3) * 3_600_000;
  const iso = (time: number): string => new Date(time).toISOString();
  const started = part(3) < 0.7 ? created + Math.floor(part(4) * 4) * 1_500 : null;
  const epochs = Math.floor(part(5) * 4);
  const row = {
    number,
    id: `01ARZ3NDEKTSV4RRFFQ${String(number).padStart(7, '0')}`,
    name: pick(NAMES, part(6)),
    model: pick(['cnn', 'rnn', 'ÜBER'], part(7)),
    state: pick(STATES, part(8)),
    seed: Math.floor(part(9) * 5),
    epochs,
    parameters: part(10) < 0.8 ? Math.floor(part(11) * 5) * 1000 : null,
    created: iso(created),
    started: started === null ? null : iso(started),
    favourite: part(12) < 0.3 ? 1 : 0,
    archived: part(13) < 0.2 ? iso(NOW) : null,
    deleted: part(14) < 0.1 ? iso(NOW) : null,
    experiment: part(15) < 0.4 ? 'e' : null,
    recipe: pick(['r1', 'r2', 'r3'], part(16)),
  };
  database
    .prepare(
      `INSERT INTO runs (number, id, name, model, state, seed, epochs, epochs_done, spec, spec_hash,
         recipe_hash, parameters, created_at, started_at, updated_at, favourite, archived_at, deleted_at,
         experiment_id)
       VALUES (@number, @id, @name, @model, @state, @seed, @epochs, @epochs, '{}', '', @recipe, @parameters,
         @created, @started, @created, @favourite, @archived, @deleted, @experiment)`,
    )
    .run(row);
  const tags = TAGS.filter((_, index) => part(20 + index) < 0.3);
  for (const tag of tags) database.prepare('INSERT INTO tags VALUES (?, ?)').run(number, tag);
  const note = part(30) < 0.3 ? pick(['Too *slow*', 'größer'], part(31)) : null;
  if (note !== null) {
    database
      .prepare(`INSERT INTO notes (run, text, created_at) VALUES (?, ?, '')`)
      .run(number, note);
  }
  const test = part(32) < 0.6 ? { accuracy: Math.floor(part(33) * 5) / 5, loss: part(34) } : null;
  if (test) {
    database
      .prepare(
        `INSERT INTO evaluations (run, split, loss, accuracy, count, seconds, per_class)
         VALUES (?, 'test', ?, ?, 100, 1, '[]')`,
      )
      .run(number, test.loss, test.accuracy);
  }
  const params: Record<string, ParamValue> = {
    'training.optimizer.type': pick(OPTIMIZERS, part(40)),
    'training.optimizer.learningRate': pick([0.1, 0.01, 0.001], part(41)),
    'dataset.samples': part(42) < 0.5 ? null : pick([100, 200], part(43)),
    ...(part(44) < 0.4 && { 'training.optimizer.nesterov': part(45) < 0.5 }),
  };
  for (const [key, value] of Object.entries(params)) {
    database
      .prepare('INSERT INTO run_params VALUES (?, ?, ?, ?)')
      .run(
        number,
        key,
        value === null ? 'null' : typeof value,
        typeof value === 'boolean' ? Number(value) : value,
      );
  }
  const curve = Array.from({ length: epochs }, (_, epoch) => ({
    loss: part(50 + epoch),
    accuracy: part(60 + epoch),
    valLoss: part(70 + epoch),
    valAccuracy: Math.floor(part(80 + epoch) * 4) / 4,
  }));
  curve.forEach(({ loss, accuracy, valLoss, valAccuracy }, epoch) => {
    database
      .prepare('INSERT INTO epoch_metrics VALUES (?, ?, ?, ?, ?, ?, 0.1, 1)')
      .run(number, epoch + 1, loss, accuracy, valLoss, valAccuracy);
  });
  const best = Math.max(...curve.map(({ valAccuracy }) => valAccuracy));
  const atBest = curve.find(({ valAccuracy }) => valAccuracy === best);
  return {
    number,
    tags,
    values: {
      name: row.name,
      model: row.model,
      state: row.state,
      experiment: row.experiment && 'Rates',
      note,
      favourite: row.favourite === 1,
      archived: row.archived !== null,
      deleted: row.deleted !== null,
      number,
      seed: row.seed,
      epochs_done: epochs,
      parameters: row.parameters,
      waiting_time: started === null ? null : (started - created) / 1000,
      created: row.created,
      test_accuracy: test?.accuracy ?? null,
      recipe: row.recipe,
      val_accuracy: curve.length > 0 ? best : null,
      'val_loss.last': curve.at(-1)?.valLoss ?? null,
      'accuracy.at_best': atBest?.accuracy ?? null,
      ...params,
    },
  };
}
