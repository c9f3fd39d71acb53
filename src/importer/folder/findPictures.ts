import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unfit, unreadable } from '../importErrors.ts';

/** The pictures of one class. */
export interface PictureClass {
  readonly name: string;
  readonly train: readonly string[];
  readonly test: readonly string[];
}

/** What a folder of pictures holds. */
export interface FoundPictures {
  readonly classes: readonly PictureClass[];
  /** Whether the folder has test pictures of its own. */
  readonly hasTest: boolean;
  readonly problems: readonly string[];
}

const PICTURE = /\.(png|jpe?g)$/i;
const collator = new Intl.Collator('en', { numeric: true });

/**
 * Finds the pictures of a folder with one folder for each class, or with `train` and `test` folders that
 * have those. Links are not followed, hidden files and files of other kinds are left out.
 *
 * @throws LabError `bad-input`
 */
export async function findPictures(folder: string): Promise<FoundPictures> {
  const top = await list(folder);
  const part = (name: string): string | undefined =>
    top.find((entry) => entry.isDirectory() && entry.name.toLowerCase() === name)?.name;
  const [train, test] = [part('train'), part('test')];
  const left = { links: 0, others: 0 };
  const trained = await classesIn(train === undefined ? folder : join(folder, train), left);
  const hasTest = train !== undefined && test !== undefined;
  const tested = hasTest ? await classesIn(join(folder, test), left) : new Map<string, string[]>();
  const names = [...new Set([...trained.keys(), ...tested.keys()])].sort(collator.compare);
  if (names.length < 2) {
    throw unfit(
      `${folder} has pictures of ${names.length === 1 ? `one class only ("${names[0]}")` : 'no class'}`,
      'Give a folder that has one folder of PNG or JPEG files for each class',
    );
  }
  const classes = names.map((name) => ({
    name,
    train: trained.get(name) ?? [],
    test: tested.get(name) ?? [],
  }));
  return { classes, hasTest, problems: problemsOf(left, top, train) };
}

interface LeftOut {
  links: number;
  others: number;
}

async function classesIn(folder: string, left: LeftOut): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const entry of await list(folder)) {
    if (entry.isSymbolicLink()) left.links += 1;
    if (!entry.isDirectory()) continue;
    const files = await picturesIn(join(folder, entry.name), left);
    const name = className(entry.name);
    if (files.length > 0) found.set(name, [...(found.get(name) ?? []), ...files]);
  }
  return found;
}

async function picturesIn(folder: string, left: LeftOut): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await list(folder)) {
    if (entry.isSymbolicLink()) left.links += 1;
    else if (entry.isFile() && PICTURE.test(entry.name)) files.push(join(folder, entry.name));
    else left.others += 1;
  }
  return files;
}

/** A folder's entries in one order on every machine, hidden ones left out. */
async function list(folder: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(({ name }) => !name.startsWith('.') && name !== '__MACOSX')
      .sort(
        (one, other) => collator.compare(one.name, other.name) || (one.name < other.name ? -1 : 1),
      );
  } catch (error) {
    throw unreadable(folder, error);
  }
}

/** A folder's name as a class is called: without control characters, composed, at most 120 characters. */
function className(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim();
  return plain === '' ? '(blank)' : plain.slice(0, 120).trim();
}

function problemsOf(
  { links, others }: LeftOut,
  top: readonly Dirent[],
  train: string | undefined,
): readonly string[] {
  const problems: string[] = [];
  if (links > 0) problems.push(`${count(links, 'link')} left out: links are not followed`);
  if (others > 0) problems.push(`${count(others, 'file')} left out that are no PNG or JPEG`);
  const more = train === undefined ? [] : top.filter((entry) => entry.isDirectory());
  const unused = more.filter(({ name }) => !['train', 'test'].includes(name.toLowerCase()));
  if (unused.length > 0) {
    problems.push(`Left out beside train and test: ${unused.map(({ name }) => name).join(', ')}`);
  }
  return problems;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
