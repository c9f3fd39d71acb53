import { z } from 'zod';
import { ulidSchema } from '../contract/ulid.ts';

/** How the name of a bundle's file ends. */
export const BUNDLE_EXTENSION = 'atelier';

/** The entry that says what else is in a bundle. */
export const MANIFEST_PATH = 'manifest.json';

/** The newest version of the form that this program reads; docs/bundles.md describes them. */
export const NEWEST_BUNDLE_VERSION = 2;

/** The version of a bundle: programs that know only the first read what holds no checkpoints. */
export function bundleVersion(checkpoints: number): BundleManifest['version'] {
  return checkpoints === 0 ? 1 : 2;
}

/** Where what the run saved lies, under its path in the run's own folder. */
export const FILES_PREFIX = 'files/';

/** Where what the run can go on from lies, as in the run's own folder; from version 2 on. */
const CHECKPOINT = /^checkpoints\/epoch-(\d{4,9})\.ckpt$/;

/** The epoch that an entry is the checkpoint of, counted from 1; null for another entry. */
export function checkpointEpoch(path: string): number | null {
  const digits = CHECKPOINT.exec(path)?.[1];
  const epoch = Number(digits);
  // One name for each epoch.
  return epoch >= 1 && digits === String(epoch).padStart(4, '0') ? epoch : null;
}

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');

/** No path that leaves its folder on any system: plain names between slashes, none of dots alone. */
const SEGMENT = '(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]{1,80}';
const pathSchema = z
  .string()
  .max(240)
  .regex(new RegExp(`^${SEGMENT}(?:/${SEGMENT})*$`), 'must be a plain relative path');

const partSchema = z.strictObject({
  path: pathSchema,
  bytes: z.number().int().min(0),
  sha256: sha256Schema,
});

/** An entry of a bundle and what it must hold. */
export type BundlePart = z.infer<typeof partSchema>;

/** Schema of what a manifest says before its version is known. */
export const bundleHeadSchema = z.looseObject({
  format: z.literal('atelier-run'),
  version: z.number().int().min(1),
});

/** Schema of a bundle's manifest. */
export const bundleManifestSchema = z.strictObject({
  format: z.literal('atelier-run'),
  version: z.union([z.literal(1), z.literal(NEWEST_BUNDLE_VERSION)]),
  run: z.strictObject({ id: ulidSchema, name: z.string() }),
  /** The data that the run was trained on, which is not in the bundle. */
  dataset: z.strictObject({
    id: z.string(),
    name: z.string(),
    /** Null for a run that never began. */
    sha256: sha256Schema.nullable(),
  }),
  /** Other rows of the lab, by their ids; where they are missing, the run stands alone. */
  links: z.strictObject({
    parentId: ulidSchema.nullable(),
    experimentId: ulidSchema.nullable(),
    /** Of each verification, in their order, the run that repeated this one. */
    repetitionIds: z.array(ulidSchema.nullable()).readonly(),
  }),
  parts: z
    .array(partSchema)
    .max(1_000)
    .readonly()
    .refine(
      (parts) => new Set(parts.map(({ path }) => path.toLowerCase())).size === parts.length,
      'a path stands twice',
    ),
});

/** What is in a bundle. */
export type BundleManifest = z.infer<typeof bundleManifestSchema>;

/** A run's ties to other rows of its lab. */
export type RunLinks = BundleManifest['links'];
