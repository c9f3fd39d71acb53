import { basename } from 'node:path';
import { LabError } from '../../shared/errors.ts';

/** A file that is no bundle, or not a whole one. */
export function badBundle(
  file: string,
  problem: string,
  hint = 'Export the bundle again from the lab that it came from',
  cause?: unknown,
): LabError {
  return new LabError({
    code: 'bad-input',
    message: `${basename(file)} cannot be imported: ${problem}`,
    hint,
    context: { file, problem },
    cause,
  });
}

/** The lab has no room for a bundle. */
export function diskFull(file: string, cause: unknown): LabError {
  return new LabError({
    code: 'disk-full',
    message: `${basename(file)} cannot be imported: there is no room for it in the lab’s folder`,
    hint: 'Make room on the disk that holds the lab; nothing of it was kept',
    context: { file },
    cause,
  });
}

/** A part of a bundle that does not hold what the bundle says. */
export function wrongChecksum(file: string, part: string, said: string, found: string): LabError {
  return new LabError({
    code: 'checksum-mismatch',
    message: `${basename(file)} cannot be imported: ${part} is damaged`,
    hint: 'Copy the file again, or export the bundle again',
    context: { file, part, said, found },
  });
}
