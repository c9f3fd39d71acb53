import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  FILES_PREFIX,
  type BundleManifest,
  type BundlePart,
} from '../../shared/bundle/bundleManifest.ts';
import {
  BUNDLE_JSON_PARTS,
  type BundledRun,
  type BundleJsonPart,
} from '../../shared/bundle/bundledRun.ts';
import { badBundle } from './bundleErrors.ts';

const JSON_PARTS = Object.keys(BUNDLE_JSON_PARTS) as readonly BundleJsonPart[];

/** What each image was taken for: little-endian columns that run in step. */
const COLUMNS = { indices: Uint32Array, classes: Uint8Array, confidences: Float32Array } as const;
type Column = keyof typeof COLUMNS;
const COLUMN_NAMES = Object.keys(COLUMNS) as readonly Column[];

const jsonPath = (part: BundleJsonPart): string => `${part}.json`;
const columnPath = (column: Column): string => `predictions/${column}.bin`;

/** Parts that are held in memory, by their paths. */
export type MemoryParts = ReadonlyMap<string, Buffer>;

/** A record as the parts of a bundle, without the files of the run's folder. Equal records, equal bytes. */
export function encodeParts(run: BundledRun): MemoryParts {
  const { predictions } = run;
  const json = JSON_PARTS.map(
    (part) => [jsonPath(part), Buffer.from(JSON.stringify(run[part]))] as const,
  );
  const columns = COLUMN_NAMES.flatMap((column) => {
    if (predictions === null) return [];
    const { buffer, byteOffset, byteLength } = predictions[column];
    return [[columnPath(column), Buffer.from(buffer, byteOffset, byteLength)] as const];
  });
  return new Map([...json, ...columns]);
}

/** What the manifest says of parts in memory and of the run's files. */
export function listParts(
  memory: MemoryParts,
  artifacts: BundledRun['artifacts'],
): readonly BundlePart[] {
  return [
    ...[...memory].map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
    ...artifacts.map(({ path, bytes, sha256: hash }) => ({
      path: `${FILES_PREFIX}${path}`,
      bytes,
      sha256: hash,
    })),
  ];
}

/** Whether a part is a file of the run's folder; all others are read into memory. */
export function isFile({ path }: BundlePart): boolean {
  return path.startsWith(FILES_PREFIX);
}

/**
 * Checks that a manifest lists what a run needs and nothing that has no meaning.
 *
 * @throws LabError `bad-input` naming the part
 */
export function checkPartList(file: string, { parts }: BundleManifest): void {
  const listed = new Set(parts.filter((part) => !isFile(part)).map(({ path }) => path));
  const columns = COLUMN_NAMES.map(columnPath);
  const expected = [
    ...JSON_PARTS.map(jsonPath),
    ...(columns.some((path) => listed.has(path)) ? columns : []),
  ];
  for (const path of expected) {
    if (!listed.delete(path)) throw badBundle(file, `its manifest lists no ${path}`);
  }
  const [unknown] = listed;
  if (unknown !== undefined)
    throw badBundle(file, `its manifest lists ${unknown}, which is no part`);
}

/**
 * The record that a bundle's parts make.
 *
 * @throws LabError `bad-input` naming the part and the field
 */
export function decodeParts(
  file: string,
  manifest: BundleManifest,
  memory: MemoryParts,
): BundledRun {
  const json = Object.fromEntries(
    JSON_PARTS.map((part) => [part, readJson(file, part, memory.get(jsonPath(part)))]),
  ) as Pick<BundledRun, BundleJsonPart>;
  const artifacts = manifest.parts.filter(isFile).map(({ path, bytes, sha256: hash }) => ({
    path: path.slice(FILES_PREFIX.length),
    bytes,
    sha256: hash,
  }));
  const predictions = readColumns(file, memory);
  const run = { ...json, predictions, artifacts, links: manifest.links };
  checkAgreement(file, manifest, run);
  return run;
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Parses JSON, and checks it. What it holds beyond the schema stays: a record comes out as it went in.
 *
 * @throws LabError `bad-input` naming the part and the field
 */
export function parsePart<T>(file: string, name: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badBundle(file, `its ${name} is no JSON`, undefined, cause);
  }
  const { error } = schema.safeParse(value);
  if (error === undefined) return value as T;
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  throw badBundle(file, `${name}${field === '' ? '' : `, ${field}`}: ${issue?.message ?? ''}`);
}

function readJson(file: string, part: BundleJsonPart, bytes: Buffer | undefined): unknown {
  const schema: z.ZodType = BUNDLE_JSON_PARTS[part];
  return parsePart(file, jsonPath(part), bytes?.toString('utf8') ?? '', schema);
}

function readColumns(file: string, memory: MemoryParts): BundledRun['predictions'] {
  const [indices, classes, confidences] = COLUMN_NAMES.map((column) =>
    memory.get(columnPath(column)),
  );
  if (indices === undefined || classes === undefined || confidences === undefined) return null;
  const count = classes.length;
  if (indices.length !== 4 * count || confidences.length !== 4 * count) {
    throw badBundle(file, 'the columns of its predictions are not equally long');
  }
  // Copies: a part may begin where no 4-byte number may.
  return {
    indices: new Uint32Array(Uint8Array.from(indices).buffer),
    classes: Uint8Array.from(classes),
    confidences: new Float32Array(Uint8Array.from(confidences).buffer),
  };
}

function checkAgreement(file: string, manifest: BundleManifest, run: BundledRun): void {
  const { id, datasetHash, epochs } = run.run;
  if (id !== manifest.run.id) throw badBundle(file, 'run.json is of another run than its manifest');
  if (run.spec.dataset.id !== manifest.dataset.id || datasetHash !== manifest.dataset.sha256) {
    throw badBundle(file, 'its manifest names another data set than the run');
  }
  if (run.spec.training.epochs !== epochs || run.spec.seed !== run.run.seed) {
    throw badBundle(file, 'spec.json is not the spec of the run in run.json');
  }
}
