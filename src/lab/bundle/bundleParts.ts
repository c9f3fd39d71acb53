import { createHash } from 'node:crypto';
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

/** The parts that are JSON. */
export const JSON_PARTS = Object.keys(BUNDLE_JSON_PARTS) as readonly BundleJsonPart[];

/** What each image was taken for: little-endian columns that run in step. */
export const COLUMN_NAMES = ['indices', 'classes', 'confidences'] as const;

/** The entry of a JSON part. */
export const jsonPath = (part: BundleJsonPart): string => `${part}.json`;
/** The entry of a column. */
export const columnPath = (column: (typeof COLUMN_NAMES)[number]): string =>
  `predictions/${column}.bin`;

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

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
