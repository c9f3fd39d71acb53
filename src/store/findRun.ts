import { LabError } from '../shared/errors.ts';
import type { Database } from './loadSqlite.ts';

interface Match {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}

const NUMBER = /^#?([1-9]\d{0,14})$/;
const ULID_PREFIX = /^[0-9A-HJKMNP-TV-Z]{4,26}$/;
/** How many of several matches an error names. */
const NAMED = 5;

/**
 * Prepares the search for the run a person means: its number (with or without #), its ULID, its exact
 * name (the latest of several), or at least four characters that begin one ULID only; in that order.
 *
 * @returns a function from reference to ULID, throwing LabError `not-found`, or `bad-input` when several fit
 */
export function createFindRun(database: Database): (reference: string) => string {
  const byNumber = database.prepare<[number], Match>(
    'SELECT id, number, name FROM runs WHERE number = ? AND deleted_at IS NULL',
  );
  const byName = database.prepare<[string], Match>(
    'SELECT id, number, name FROM runs WHERE name = ? AND deleted_at IS NULL ORDER BY number DESC LIMIT 1',
  );
  // '~' sorts behind every character of a ULID.
  const byPrefix = database.prepare<[string, string], Match>(
    `SELECT id, number, name FROM runs WHERE id >= ? AND id < ? || '~' AND deleted_at IS NULL
     ORDER BY id LIMIT ${NAMED + 1}`,
  );
  const lastNumber = database.prepare<[], number | null>('SELECT max(number) FROM runs').pluck();

  return (reference) => {
    const wanted = reference.trim();
    const digits = NUMBER.exec(wanted)?.[1];
    const exact =
      (digits === undefined ? undefined : byNumber.get(Number(digits))) ?? byName.get(wanted);
    if (exact) return exact.id;
    const prefix = wanted.toUpperCase();
    const matches = ULID_PREFIX.test(prefix) ? byPrefix.all(prefix, prefix) : [];
    const [only, second] = matches;
    if (only === undefined) throw notFound(wanted, lastNumber.get() ?? null);
    if (second !== undefined) throw ambiguous(wanted, matches);
    return only.id;
  };
}

function notFound(reference: string, last: number | null): LabError {
  return new LabError({
    code: 'not-found',
    message: `There is no run "${reference}"`,
    hint:
      last === null
        ? 'The lab has no runs yet'
        : `Give a number up to ${last}, a run's exact name, or at least 4 characters that begin its id`,
    context: { reference },
  });
}

function ambiguous(reference: string, matches: readonly Match[]): LabError {
  const named = matches.slice(0, NAMED).map(({ id, number, name }) => `#${number} ${name} (${id})`);
  const more = matches.length > NAMED ? ' and more' : '';
  return new LabError({
    code: 'bad-input',
    message: `"${reference}" begins the id of several runs: ${named.join(', ')}${more}`,
    hint: 'Give more characters of the id, or the number',
    context: { reference, matches: matches.map(({ id }) => id) },
  });
}
