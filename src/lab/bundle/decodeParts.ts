import type { z } from 'zod';
import { checkpointEpoch, type BundleManifest } from '../../shared/bundle/bundleManifest.ts';
import {
  BUNDLE_JSON_PARTS,
  type BundledRun,
  type BundleJsonPart,
} from '../../shared/bundle/bundledRun.ts';
import { badBundle } from './bundleErrors.ts';
import {
  COLUMN_NAMES,
  columnPath,
  isArtifact,
  JSON_PARTS,
  jsonPath,
  pathInRun,
  type MemoryParts,
} from './bundleParts.ts';

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
  const artifacts = manifest.parts
    .filter(isArtifact)
    .map((part) => ({ ...part, path: pathInRun(part) }));
  const predictions = readColumns(file, memory);
  const checkpoints = readCheckpoints(file, manifest, json.run.epochsDone);
  const run = { ...json, predictions, artifacts, checkpoints, links: manifest.links };
  checkAgreement(file, manifest, run);
  return run;
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

function readCheckpoints(
  file: string,
  { parts }: BundleManifest,
  epochsDone: number,
): BundledRun['checkpoints'] {
  const checkpoints = parts.flatMap((part) => {
    const epoch = checkpointEpoch(part.path);
    return epoch === null ? [] : [{ epoch, ...part }];
  });
  const ahead = checkpoints.find(({ epoch }) => epoch > epochsDone);
  if (ahead) throw badBundle(file, `${ahead.path} is of an epoch that the run has not done`);
  return checkpoints.toSorted((left, right) => left.epoch - right.epoch);
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
