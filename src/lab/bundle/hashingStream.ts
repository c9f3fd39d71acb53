import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/**
 * Passes bytes on, and at their end has them judged.
 *
 * @param check called with SHA-256 in hexadecimal; what it throws ends the stream with that error
 */
export function hashingStream(check: (sha256: string) => void): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      try {
        check(hash.digest('hex'));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
