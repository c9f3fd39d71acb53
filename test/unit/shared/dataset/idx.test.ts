import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdx } from '../../../../src/shared/dataset/idx.ts';
import { LabError } from '../../../../src/shared/errors.ts';
import { idxFile } from '../../../helpers/idxFile.ts';

const caught = (bytes: Uint8Array, dimensions?: number): LabError => {
  try {
    parseIdx(bytes, { name: 'some-file', ...(dimensions !== undefined && { dimensions }) });
  } catch (error) {
    if (error instanceof LabError) return error;
  }
  throw new Error('nothing was refused');
};

describe('parseIdx', () => {
  it('reads the shape and the values', () => {
    const array = parseIdx(idxFile([2, 3], [1, 2, 3, 4, 5, 6]));
    expect(array).toEqual({ shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  });

  it('reads a view that does not begin at the start of its buffer', () => {
    const file = idxFile([3], [7, 8, 9]);
    const shifted = new Uint8Array(file.length + 5);
    shifted.set(file, 5);
    expect(parseIdx(shifted.subarray(5)).data).toEqual(Uint8Array.of(7, 8, 9));
  });

  it('reads back whatever shape was written', () => {
    const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shapes, (shape) => {
        const length = shape.reduce((product, size) => product * size, 1);
        const values = Array.from({ length }, (_, index) => index % 256);
        expect(parseIdx(idxFile(shape, values), { dimensions: shape.length })).toEqual({
          shape,
          data: Uint8Array.from(values),
        });
      }),
    );
  });

  it.each([
    ['an empty file', new Uint8Array(), { offset: 0, expected: 'a header of at least 4 bytes' }],
    [
      'a gzip file',
      Uint8Array.of(0x1f, 0x8b, 8, 0, 0),
      { offset: 0, found: '0x1f', expected: '0x00, as every IDX file begins' },
    ],
    [
      'floats',
      Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0),
      { offset: 2, found: 'type 0x0d (32-bit floats)', expected: '0x08 (unsigned bytes)' },
    ],
    [
      'an unknown type',
      Uint8Array.of(0, 0, 0x42, 1, 0, 0, 0, 0),
      { offset: 2, found: 'type 0x42', expected: '0x08 (unsigned bytes)' },
    ],
    [
      'no dimensions',
      Uint8Array.of(0, 0, 8, 0),
      { offset: 3, found: '0 dimensions', expected: '1 to 4' },
    ],
    [
      'a header cut short',
      Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0),
      {
        offset: 9,
        found: 'the end of the file after 9 bytes',
        expected: '3 dimensions of 4 bytes each',
      },
    ],
    [
      'sizes no file could hold',
      idxFile([0xffffffff, 0xffffffff, 2], []),
      { offset: 8, found: 'a size of 4294967295', expected: 'sizes whose product is below 2^53' },
    ],
    [
      'a value too few',
      idxFile([2, 2], [1, 2, 3]),
      { offset: 12, found: '3 bytes of values', expected: '4 (2 × 2)' },
    ],
    [
      'a value too many',
      idxFile([2], [1, 2, 3]),
      { offset: 8, found: '3 bytes of values', expected: '2 (2)' },
    ],
  ])('refuses %s, saying where and what would be right', (_what, bytes, context) => {
    const error = caught(bytes);
    expect(error.code).toBe('dataset-corrupt');
    expect(error.context).toMatchObject({ file: 'some-file', ...context });
    expect(error.message).toContain(`at byte ${context.offset} `);
    expect(error.hint).toContain('npm start');
  });

  it('refuses another number of dimensions than was asked for', () => {
    expect(caught(idxFile([2, 2], [1, 2, 3, 4]), 3).context).toMatchObject({
      offset: 3,
      found: '2 dimensions',
      expected: '3',
    });
  });
});
