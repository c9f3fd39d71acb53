import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { LabError } from '../shared/errors.ts';

/** What a file must hash to: 64 hexadecimal digits of SHA-256, or npm's `sha512-<base64>`. */
export type Checksum = string;

/** A running hash that is compared with its {@link Checksum} at the end. */
export interface ChecksumCheck {
  readonly hash: Hash;
  /** @throws LabError `checksum-mismatch` naming `what`, the expected and the actual value */
  verify(what: string): void;
}

/** Starts hashing for `expected`. */
export function startChecksum(expected: Checksum): ChecksumCheck {
  const isIntegrity = expected.startsWith('sha512-');
  const hash = createHash(isIntegrity ? 'sha512' : 'sha256');
  return {
    hash,
    verify(what) {
      const actual = isIntegrity ? `sha512-${hash.digest('base64')}` : hash.digest('hex');
      if (actual === expected) return;
      throw new LabError({
        code: 'checksum-mismatch',
        message: `${what} has the wrong checksum: expected ${expected}, got ${actual}`,
        context: { what, expected, actual },
      });
    },
  };
}

/**
 * Hashes a file and compares.
 *
 * @param what the file's name for the error; nothing is deleted here
 * @throws LabError `checksum-mismatch`
 */
export async function verifyFile(path: string, expected: Checksum, what: string): Promise<void> {
  const check = startChecksum(expected);
  await pipeline(createReadStream(path), hashInto(check));
  check.verify(what);
}

/**
 * Hashes what a `.gz` file unpacks to, and compares.
 *
 * @throws LabError `checksum-mismatch`; zlib's own error when it is no gzip file
 */
export async function verifyUnpacked(
  path: string,
  expected: Checksum,
  what: string,
): Promise<void> {
  const check = startChecksum(expected);
  await pipeline(createReadStream(path), createGunzip(), hashInto(check));
  check.verify(what);
}

function hashInto(check: ChecksumCheck): (chunks: AsyncIterable<Buffer>) => Promise<void> {
  return async (chunks) => {
    for await (const chunk of chunks) check.hash.update(chunk);
  };
}
