import type { EvaluationEvent } from '../shared/contract/trainerProtocol.ts';
import type { Database } from './loadSqlite.ts';

/** What a run said of each evaluated image; the three lists run in step. */
export type Predictions = Readonly<EvaluationEvent['predictions']>;

interface Row {
  readonly indices: Uint8Array;
  readonly classes: Uint8Array;
  readonly confidences: Uint8Array;
}

/** Predictions on the test set, packed. */
export type PredictionsTable = ReturnType<typeof createPredictions>;

/** Prepares the statements on predictions. */
export function createPredictions(database: Database) {
  const insert = database.prepare<[number, number, Uint8Array, Uint8Array, Uint8Array]>(
    `INSERT INTO predictions (run, split, count, indices, classes, confidences)
     VALUES (?, 'test', ?, ?, ?, ?)`,
  );
  const select = database.prepare<[number], Row>(
    `SELECT indices, classes, confidences FROM predictions WHERE run = ? AND split = 'test'`,
  );
  return {
    insert(run: number, { indices, classes, confidences }: Predictions): void {
      insert.run(run, indices.length, bytes(indices), bytes(classes), bytes(confidences));
    },
    ofRun(run: number): Predictions | null {
      const row = select.get(run);
      if (row === undefined) return null;
      return {
        indices: new Uint32Array(aligned(row.indices)),
        classes: new Uint8Array(aligned(row.classes)),
        confidences: new Float32Array(aligned(row.confidences)),
      };
    },
  };
}

function bytes(view: ArrayBufferView): Uint8Array {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

/** A copy that begins where a typed array may begin; a row's bytes may lie anywhere in a pool. */
function aligned(view: Uint8Array): ArrayBuffer {
  return Uint8Array.from(view).buffer;
}
