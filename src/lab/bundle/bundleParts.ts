import { createHash } from 'node:crypto';
import {
  checkpointEpoch,
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
  { artifacts, checkpoints }: Pick<BundledRun, 'artifacts' | 'checkpoints'>,
): readonly BundlePart[] {
  return [
    ...[...memory].map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
    ...artifacts.map(({ path, bytes, sha256: hash }) => ({
      path: `${FILES_PREFIX}${path}`,
      bytes,
      sha256: hash,
    })),
    ...checkpoints.map(({ path, bytes, sha256: hash }) => ({ path, bytes, sha256: hash })),
  ];
}

/** Whether a part is a file that the run saved. What would lie where checkpoints do is none. */
export function isArtifact({ path }: BundlePart): boolean {
  return path.startsWith(FILES_PREFIX) && checkpointEpoch(path.slice(FILES_PREFIX.length)) === null;
}

/** Whether a part is a checkpoint of the run. */
export function isCheckpoint({ path }: BundlePart): boolean {
  return checkpointEpoch(path) !== null;
}

/** Whether a part is a file of the run's folder; all others are read into memory. */
export function isFile(part: BundlePart): boolean {
  return isArtifact(part) || isCheckpoint(part);
}

/** Where a file lies in the run's folder. */
export function pathInRun(part: BundlePart): string {
  return isArtifact(part) ? part.path.slice(FILES_PREFIX.length) : part.path;
}

/**
 * Checks that a manifest lists what a run needs and nothing that has no meaning.
 *
 * @throws LabError `bad-input` naming the part
 */
export function checkPartList(file: string, { version, parts }: BundleManifest): void {
  const isKnownFile = version === 1 ? isArtifact : isFile;
  const listed = new Set(parts.filter((part) => !isKnownFile(part)).map(({ path }) => path));
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
