import type { Evaluation } from '../shared/model/run.ts';
import type { ClassMetrics } from '../shared/stats/perClass.ts';
import type { ConfusionMatrices } from './confusionMatrices.ts';
import type { Database } from './loadSqlite.ts';

type Row = Omit<Evaluation, 'confusion' | 'perClass'> & { readonly perClass: string };

/** Final evaluations, each with its confusion matrix. */
export type Evaluations = ReturnType<typeof createEvaluations>;

/** Prepares the statements on evaluations. */
export function createEvaluations(database: Database, confusions: ConfusionMatrices) {
  const insert = database.prepare<[Row & { readonly run: number }]>(
    `INSERT INTO evaluations (run, split, loss, accuracy, count, seconds, batch_size, per_class)
     VALUES (@run, @split, @loss, @accuracy, @count, @seconds, @batchSize, @perClass)`,
  );
  const select = database.prepare<[number], Row>(
    `SELECT split, loss, accuracy, count, seconds, batch_size AS batchSize, per_class AS perClass
     FROM evaluations WHERE run = ? AND split = 'test'`,
  );
  const countOn = database.prepare<[string], { readonly count: number }>(
    `SELECT count(*) AS count FROM evaluations
     JOIN runs ON runs.number = evaluations.run
     WHERE runs.dataset_hash = ? AND evaluations.split = 'test'`,
  );
  return {
    /** How many runs were tested on a data set. */
    countTested: (datasetHash: string): number => countOn.get(datasetHash)?.count ?? 0,
    insert(run: number, evaluation: Evaluation): void {
      const { split, loss, accuracy, count, seconds, batchSize } = evaluation;
      const perClass = JSON.stringify(evaluation.perClass);
      insert.run({ run, split, loss, accuracy, count, seconds, batchSize, perClass });
      confusions.insert(run, split, evaluation.confusion);
    },
    ofRun(run: number): Evaluation | null {
      const row = select.get(run);
      if (row === undefined) return null;
      const perClass = JSON.parse(row.perClass) as readonly ClassMetrics[];
      return { ...row, perClass, confusion: confusions.ofRun(run, row.split) ?? [] };
    },
  };
}
