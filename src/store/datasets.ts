import {
  datasetDescriptionSchema,
  type DatasetDescription,
} from '../shared/dataset/datasetDescription.ts';
import { LabError } from '../shared/errors.ts';
import { datasetSourceSchema, type ImportedDataset } from '../shared/model/importedDataset.ts';
import { isFinal, RUN_STATES } from '../shared/model/runState.ts';
import type { Database } from './loadSqlite.ts';

/** Imported data sets, and how many runs name them. */
export type DatasetsTable = ReturnType<typeof createDatasets>;

/** What people may change of a data set. */
export type DatasetNames = Pick<DatasetDescription, 'name' | 'classNames'>;

/** How many runs name a data set. */
export interface DatasetUse {
  readonly runs: number;
  /** Those that are queued or training. */
  readonly open: number;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classNames: string;
  readonly trainCount: number;
  readonly testCount: number;
  readonly files: string;
  readonly datasetHash: string;
  readonly source: string;
  readonly createdAt: string;
  readonly removedAt: string | null;
}

const SELECT = `
  SELECT id, name, height, width, channels, class_names AS classNames, train_count AS trainCount,
    test_count AS testCount, files, dataset_hash AS datasetHash, source, created_at AS createdAt,
    removed_at AS removedAt
  FROM datasets`;

/** Prepares the statements on data sets. */
export function createDatasets(database: Database) {
  const selectAll = database.prepare<[], Row>(`${SELECT} ORDER BY created_at, id`);
  const selectOne = database.prepare<[string], Row>(`${SELECT} WHERE id = ?`);
  const insert = database.prepare<[Row]>(
    `INSERT INTO datasets (id, name, height, width, channels, class_names, train_count, test_count,
       files, dataset_hash, source, created_at, removed_at)
     VALUES (@id, @name, @height, @width, @channels, @classNames, @trainCount, @testCount,
       @files, @datasetHash, @source, @createdAt, @removedAt)`,
  );
  const updateNames = database.prepare<[string, string, string]>(
    'UPDATE datasets SET name = ?, class_names = ? WHERE id = ?',
  );
  const markRemoved = database.prepare<[string, string]>(
    'UPDATE datasets SET removed_at = ? WHERE id = ?',
  );
  const deleteRow = database.prepare<[string]>('DELETE FROM datasets WHERE id = ?');
  const final = RUN_STATES.filter(isFinal)
    .map((state) => `'${state}'`)
    .join(', ');
  const countUse = database.prepare<[string], DatasetUse>(
    `SELECT count(*) AS runs, count(*) FILTER (WHERE r.state NOT IN (${final})) AS open
     FROM run_params p JOIN runs r ON r.number = p.run
     WHERE p.key = 'dataset.id' AND p.value = ?`,
  );

  const get = (id: string): ImportedDataset => {
    const row = selectOne.get(id);
    if (row) return fromRow(row);
    throw new LabError({
      code: 'not-found',
      message: `There is no imported data set "${id}"`,
      hint: 'The list of data sets says what they are called',
      context: { dataset: id },
    });
  };
  return {
    /** Oldest first, removed ones among them. */
    all: (): readonly ImportedDataset[] => selectAll.all().map(fromRow),
    /** @throws LabError `not-found` */
    get,
    insert: (dataset: ImportedDataset): void => {
      insert.run(toRow(dataset));
    },
    use: (id: string): DatasetUse => countUse.get(id) ?? { runs: 0, open: 0 },
    /** @throws LabError `not-found`, `bad-input` when there is not a name for each class */
    rename: (id: string, { name, classNames }: DatasetNames): ImportedDataset => {
      const before = get(id).description.classNames.length;
      if (classNames.length !== before) {
        throw new LabError({
          code: 'bad-input',
          message: `The data set has ${before} classes, but ${classNames.length} names were given`,
          hint: 'Give one name for each class',
          context: { dataset: id },
        });
      }
      updateNames.run(name, JSON.stringify(classNames), id);
      return get(id);
    },
    /** Keeps the row while runs name the data set. @throws LabError `not-found` */
    remove: (id: string, at: string): void => {
      get(id);
      if ((countUse.get(id)?.runs ?? 0) > 0) markRemoved.run(at, id);
      else deleteRow.run(id);
    },
  };
}

function toRow({ description, source, createdAt, removedAt }: ImportedDataset): Row {
  const { imageShape, classNames, files, ...rest } = description;
  const [height, width, channels] = imageShape;
  return {
    ...rest,
    height,
    width,
    channels,
    classNames: JSON.stringify(classNames),
    files: JSON.stringify(files),
    source: JSON.stringify(source),
    createdAt,
    removedAt,
  };
}

function fromRow(row: Row): ImportedDataset {
  const { height, width, channels, classNames, files, source, createdAt, removedAt, ...rest } = row;
  const description = datasetDescriptionSchema.parse({
    ...rest,
    imageShape: [height, width, channels],
    classNames: JSON.parse(classNames),
    files: JSON.parse(files),
  });
  return {
    description,
    source: datasetSourceSchema.parse(JSON.parse(source)),
    createdAt,
    removedAt,
  };
}
