import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdx } from '../../../src/shared/dataset/idx.ts';
import { LabError } from '../../../src/shared/errors.ts';
import { idxFile } from '../../helpers/idxFile.ts';

describe('a damaged IDX file', () => {
  const whole = idxFile([3, 4, 2], new Uint8Array(24).fill(9));

  it('is refused with its place, or is another whole file', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.nat(whole.length),
        (changes, length) => {
          const damaged = whole.slice();
          for (const [place, value] of changes) damaged[place] = value;
          try {
            const { shape, data } = parseIdx(damaged.subarray(0, length), { name: 'some.idx' });
            expect(data).toHaveLength(shape.reduce((product, size) => product * size, 1));
          } catch (error) {
            expect(error).toBeInstanceOf(LabError);
            expect((error as LabError).message).toMatch(/^some\.idx is not .*: at byte \d+ it has/);
          }
        },
      ),
      { numRuns: 50_000 },
    );
  });
});
