import { monotonicFactory } from 'ulid';
import { LabError } from '../shared/errors.ts';
import type { DataForm, SavedArchitecture } from '../shared/model/savedArchitecture.ts';
import { experimentSpecSchema, type ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import type { Database } from './loadSqlite.ts';
import { fold } from './query/fold.ts';

/** The library of the person's own architectures. */
export type Architectures = ReturnType<typeof createArchitectures>;

/** An architecture to be put into the library. */
export interface NewArchitecture {
  readonly name: string;
  /** Its `model` becomes the name. */
  readonly spec: ExperimentSpec;
  /** The data it was made for. */
  readonly data: DataForm;
  /** Put it in place of one of that name, which keeps its id. */
  readonly replace: boolean;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly spec: string;
  readonly datasetName: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const SELECT = `
  SELECT id, name, spec, dataset_name AS datasetName, height, width, channels, classes,
    created_at AS createdAt, updated_at AS updatedAt
  FROM architectures`;

/** Prepares the statements on the library; callers bring the transaction. */
export function createArchitectures(database: Database) {
  const nextId = monotonicFactory();
  const selectAll = database.prepare<[], Row>(
    `${SELECT} WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC`,
  );
  const selectOne = database.prepare<[string], Row>(
    `${SELECT} WHERE id = ? AND deleted_at IS NULL`,
  );
  const selectDeleted = database.prepare<[string], Row>(
    `${SELECT} WHERE id = ? AND deleted_at IS NOT NULL`,
  );
  const namesake = database
    .prepare<[string], string>(
      'SELECT id FROM architectures WHERE fold(name) = ? AND deleted_at IS NULL',
    )
    .pluck();
  const write = database.prepare<[Row]>(
    `INSERT INTO architectures (id, name, spec, dataset_name, height, width, channels, classes,
       created_at, updated_at)
     VALUES (@id, @name, @spec, @datasetName, @height, @width, @channels, @classes, @createdAt, @updatedAt)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, spec = excluded.spec,
       dataset_name = excluded.dataset_name, height = excluded.height, width = excluded.width,
       channels = excluded.channels, classes = excluded.classes, updated_at = excluded.updated_at`,
  );
  const hide = database.prepare<[string, string]>(
    'UPDATE architectures SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL',
  );
  const show = database.prepare<[string]>(
    'UPDATE architectures SET deleted_at = NULL WHERE id = ?',
  );
  const purge = database.prepare<[string]>('DELETE FROM architectures WHERE deleted_at < ?');

  const get = (id: string): SavedArchitecture => {
    const row = selectOne.get(id);
    const found = row && fromRow(row);
    return found ?? gone();
  };
  const assertFree = (name: string, id: string): void => {
    const taken = namesake.get(fold(name));
    if (taken !== undefined && taken !== id) throw nameTaken(name);
  };
  return {
    /** The one changed last first. One that this program cannot read is passed over. */
    all: (): readonly SavedArchitecture[] =>
      selectAll.all().flatMap((row) => {
        const found = fromRow(row);
        return found ? [found] : [];
      }),
    /** @throws LabError `bad-input` when the name is taken, and it is not to be replaced */
    save({ name, spec, data, replace }: NewArchitecture, at: Date): SavedArchitecture {
      const taken = namesake.get(fold(name));
      if (taken !== undefined && !replace) throw nameTaken(name);
      const id = taken ?? nextId(at.getTime());
      const moment = at.toISOString();
      write.run(toRow({ id, name, spec, data, createdAt: moment, updatedAt: moment }));
      return get(id);
    },
    /** @throws LabError `not-found`, `bad-input` when the name is taken */
    rename(id: string, name: string, at: Date): SavedArchitecture {
      const before = get(id);
      assertFree(name, id);
      write.run(toRow({ ...before, name, updatedAt: at.toISOString() }));
      return get(id);
    },
    /** Puts one out of sight. @returns whether it was there */
    remove: (id: string, at: Date): boolean => hide.run(at.toISOString(), id).changes === 1,
    /** Takes back a deletion. @throws LabError `not-found`, `bad-input` when the name is taken by now */
    restore(id: string): SavedArchitecture {
      const row = selectDeleted.get(id) ?? gone();
      assertFree(row.name, id);
      show.run(id);
      return get(id);
    },
    /** Removes for good what was deleted before a moment. @param before ISO 8601 in UTC */
    purge: (before: string): void => void purge.run(before),
  };
}

function toRow({ data, spec, ...rest }: SavedArchitecture): Row {
  const [height, width, channels] = data.imageShape;
  return {
    ...rest,
    spec: JSON.stringify({ ...spec, model: rest.name }),
    datasetName: data.name,
    height,
    width,
    channels,
    classes: data.classes,
  };
}

function fromRow(row: Row): SavedArchitecture | undefined {
  const { spec, datasetName, height, width, channels, classes, ...rest } = row;
  // An older spec gets the options that it lacks.
  const parsed = experimentSpecSchema.safeParse(JSON.parse(spec));
  if (!parsed.success) return undefined;
  const data = { name: datasetName, imageShape: [height, width, channels] as const, classes };
  return { ...rest, spec: parsed.data, data };
}

function nameTaken(name: string): LabError {
  return new LabError({
    code: 'bad-input',
    message: `There is an architecture “${name}” in the library already`,
    hint: 'Give this one another name, or replace the one that is there',
    context: { field: 'name', taken: true },
  });
}

function gone(): never {
  throw new LabError({
    code: 'not-found',
    message: 'This architecture is no longer in the library',
    hint: 'Save it again under its name; what was deleted more than a day ago is gone for good',
  });
}
