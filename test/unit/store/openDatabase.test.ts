import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect, sqliteVersion } from '../../../src/store/loadSqlite.ts';
import { APPLICATION_ID } from '../../../src/store/migrate.ts';
import { latestVersion, type Migration } from '../../../src/store/migrations/index.ts';
import { openDatabase } from '../../../src/store/openDatabase.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { sampleSpec } from './samples.ts';
import { temporaryFolder } from './temporaryStore.ts';

const hash = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex');
const freshPath = (): string => path.join(temporaryFolder(), 'lab.db');

function pragma(file: string, name: string): unknown {
  const database = connect(file);
  try {
    return database.pragma(name, { simple: true });
  } finally {
    database.close();
  }
}

describe('openDatabase', () => {
  it('makes a lab that loses nothing acknowledged', () => {
    const file = freshPath();
    const database = openDatabase(file);
    const pragmas = [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'application_id',
      'user_version',
      'busy_timeout',
    ];
    expect(pragmas.map((name) => database.pragma(name, { simple: true }))).toEqual([
      'wal',
      2,
      1,
      APPLICATION_ID,
      latestVersion(),
      5000,
    ]);
    const loose = database
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0
        AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(loose).toEqual([]);
    database.close();
  });

  it('goes on where a process was killed before its first transaction', () => {
    const file = freshPath();
    const database = connect(file);
    database.pragma('journal_mode = WAL');
    database.close();
    openDatabase(file).close();
    expect(pragma(file, 'user_version')).toBe(latestVersion());
  });

  it('refuses a newer lab by name and leaves it as it was', () => {
    const file = freshPath();
    openDatabase(file).close();
    const newer = connect(file);
    newer.pragma('user_version = 990');
    newer.close();
    const before = hash(file);
    for (const readonly of [false, true]) {
      expect(() => openStore(file, { readonly })).toThrow(
        expect.objectContaining({
          code: 'store-from-future',
          context: { path: file, version: 990, latest: latestVersion() },
        }),
      );
    }
    expect(hash(file)).toBe(before);
  });

  it('refuses another program’s database and leaves it as it was', () => {
    const file = freshPath();
    const foreign = connect(file);
    foreign.exec('CREATE TABLE bookmarks (url TEXT)');
    foreign.close();
    const before = hash(file);
    expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect(hash(file)).toBe(before);
  });

  it('calls what is no database damaged, and leaves it as it was', () => {
    const file = freshPath();
    writeFileSync(file, 'not a database at all, but long enough to have a header'.repeat(9));
    const before = hash(file);
    expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'store-corrupt' }));
    expect(hash(file)).toBe(before);
  });

  it('says when a page is damaged', () => {
    const file = freshPath();
    const store = openStore(file);
    for (let seed = 0; seed < 20; seed += 1) store.enqueueRun({ spec: sampleSpec({ seed }) });
    store.close();
    const bytes = readFileSync(file);
    // All but the first page, which holds the schema.
    writeFileSync(
      file,
      Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 7)]),
    );
    expect(() => {
      const damaged = openStore(file);
      try {
        damaged.listRuns();
      } finally {
        damaged.close();
      }
    }).toThrow(expect.objectContaining({ code: 'store-corrupt' }));
  });

  it('reads beside a writer and cannot write', () => {
    const file = freshPath();
    expect(() => openStore(file, { readonly: true })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(existsSync(file)).toBe(false);
    const writer = openStore(file);
    const reader = openStore(file, { readonly: true });
    const { id } = writer.enqueueRun({ spec: sampleSpec() });
    expect(reader.getSummary(id)).toEqual(writer.getSummary(id));
    // @ts-expect-error A reader has no writing methods.
    expect(() => reader.renameRun(id, 'x')).toThrow(
      expect.objectContaining({ code: 'store-unavailable' }),
    );
    reader.close();
    writer.close();
  });

  it('says where a folder is missing', () => {
    expect(() => openStore(path.join(temporaryFolder(), 'gone', 'lab.db'))).toThrow(
      expect.objectContaining({ code: 'store-unavailable' }),
    );
  });

  it('knows its SQLite', () => {
    expect(sqliteVersion()).toMatch(/^3\.\d+\.\d+$/);
  });
});

describe('migrate', () => {
  const older: Migration = {
    version: 10,
    name: 'first',
    migrate: (database) => void database.exec('CREATE TABLE runs (name TEXT) STRICT'),
  };
  const newer: Migration = {
    version: 20,
    name: 'second',
    migrate: (database) => void database.exec('ALTER TABLE runs ADD COLUMN state TEXT'),
  };
  const broken: Migration = {
    version: 30,
    name: 'broken',
    migrate: (database) => {
      database.exec('DROP TABLE runs');
      throw new Error('half-way');
    },
  };

  function olderLab(): string {
    const file = freshPath();
    const database = openDatabase(file, { migrations: [older] });
    database.exec(`INSERT INTO runs VALUES ('kept')`);
    database.close();
    return file;
  }

  it('upgrades an older lab and keeps a copy of it', () => {
    const file = olderLab();
    const database = openDatabase(file, { migrations: [older, newer] });
    expect(database.prepare('SELECT * FROM runs').all()).toEqual([{ name: 'kept', state: null }]);
    expect(database.pragma('user_version', { simple: true })).toBe(20);
    database.close();

    const backup = openDatabase(`${file}.v10.backup`, { readonly: true, migrations: [older] });
    expect(backup.prepare('SELECT * FROM runs').all()).toEqual([{ name: 'kept' }]);
    backup.close();
  });

  it('upgrades wholly or not at all', () => {
    const file = olderLab();
    expect(() => openDatabase(file, { migrations: [older, newer, broken] })).toThrow('half-way');
    const database = openDatabase(file, { migrations: [older] });
    expect(database.prepare('SELECT * FROM runs').all()).toEqual([{ name: 'kept' }]);
    database.close();
  });

  it('does not upgrade for a reader', () => {
    const file = olderLab();
    const before = hash(file);
    expect(() => openDatabase(file, { readonly: true, migrations: [older, newer] })).toThrow(
      expect.objectContaining({ code: 'store-unavailable' }),
    );
    expect(hash(file)).toBe(before);
  });
});
