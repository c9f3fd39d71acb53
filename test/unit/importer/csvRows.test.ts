import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRows, LONGEST_LINE } from '../../../src/importer/csv/csvRows.ts';
import { LabError } from '../../../src/shared/errors.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(content: Uint8Array, piece = content.length || 1) {
  const rows = new CsvRows('some.csv');
  for (let begin = 0; begin < content.length; begin += piece) {
    rows.push(content.subarray(begin, begin + piece));
  }
  const { labels, images, values } = rows.end();
  return { labels: [...labels], images: [...images], values };
}

const IMAGES = '3,0,255,7,8\n0,1,2,3,4\n';
const EXPECTED = { labels: [3, 0], images: [0, 255, 7, 8, 1, 2, 3, 4], values: 4 };

describe('CsvRows', () => {
  it.each([
    ['without a header', IMAGES],
    ['with a header', `label,pixel1,pixel2,pixel3,pixel4\n${IMAGES}`],
    ['with Windows’ line ends and a byte order mark', `\ufeff${IMAGES.replaceAll('\n', '\r\n')}`],
    ['with spaces, an empty line and no last line feed', '3, 0 ,255,7,8\n\n0,1,2,3,4'],
    ['with the label last', 'a,b,c,d,label\n0,255,7,8,3\n1,2,3,4,0\n'],
  ])('reads labels and pixels %s', (_how, text) => {
    expect(read(bytes(text))).toEqual(EXPECTED);
  });

  it('reads the same whatever pieces the file comes in', () => {
    const text = bytes(`label,a,b,c,d\n${IMAGES}`);
    for (let piece = 1; piece < 9; piece += 1) expect(read(text, piece)).toEqual(EXPECTED);
  });

  it.each([
    ['a line too short', '1,2,3\n1,2\n', 'line 2: it has 2 columns, but line 1 has 3'],
    ['a line too long', '1,2,3\n1,2,3,4\n', 'line 2: it has more columns, but line 1 has 3'],
    [
      'a header of other columns',
      'label,a\n1,2,3\n',
      'line 2: it has more columns, but the header has 2',
    ],
    ['a word', '1,2,3\n1,x,3\n', 'line 2: column 2 has the byte 0x78 ("x") where a digit'],
    ['a fraction', '1,2,3\n1,0.5,3\n', 'line 2: column 2 has the byte 0x2E (".")'],
    ['a negative number', '1,-2,3\n1,2,3\n', 'line 1: column 2 has the byte 0x2D ("-")'],
    ['a pixel above 255', '1,2,3\n1,2,256\n', 'line 2: column 3 has a value of 256 or more'],
    ['a label above 255', '1,2,3\n1000,2,3\n', 'line 2: column 1 has a label of 1000 or more'],
    ['an empty cell', '1,2,3\n1,,3\n', 'line 2: column 2 is empty'],
    ['two numbers in a cell', '1,2 3,3\n', 'line 1: column 2 has the byte 0x33'],
    ['only a header', 'label,a,b\n', 'at its end: it has no images'],
    ['nothing', '', 'at its end: it has no images'],
  ])('names the place of %s', (_what, text, message) => {
    const call = (): unknown => read(bytes(text));
    expect(call).toThrow(LabError);
    expect(call).toThrow(`some.csv, ${message}`);
  });

  it('tells text that is not UTF-8, and where', () => {
    expect(() => read(Uint8Array.of(0x6c, 0x61, 0xff, 0x2c, 0x62, 0x0a))).toThrow(
      'line 1: it is not UTF-8 (byte 2)',
    );
    expect(() => read(Uint8Array.of(0xff, 0xfe, 0x6c, 0))).toThrow('it is text in UTF-16');
    expect(() => read(Uint8Array.of(0x31, 0x2c, 0x32, 0x0a, 0x31, 0x2c, 0xc3))).toThrow(
      'line 2: column 2 has the byte 0xC3 where a digit',
    );
  });

  it('stops at a line without end instead of keeping it', () => {
    const rows = new CsvRows('some.csv');
    rows.push(bytes('1,2\n'));
    const endless = bytes('1,'.repeat(1)).slice();
    const push = (): void => {
      for (let pushed = 0; pushed <= LONGEST_LINE; pushed += 1) rows.push(bytes('0'));
    };
    rows.push(endless);
    expect(push).toThrow(`line 2: it is longer than ${LONGEST_LINE} bytes (it begins at byte 4)`);
    const first = new CsvRows('some.csv');
    expect(() => first.push(new Uint8Array(LONGEST_LINE + 1).fill(0x61))).toThrow('line 1: it is');
  });

  it('either reads a damaged file whole or names a place in it, and nothing else', () => {
    const whole = bytes(`label,a,b,c,d\n${IMAGES.repeat(5)}`);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(whole.length),
        (changes, length) => {
          const damaged = whole.slice();
          for (const [place, value] of changes) damaged[place] = value;
          try {
            const { labels, images, values } = read(damaged.subarray(0, length));
            expect(images).toHaveLength(labels.length * values);
          } catch (error) {
            expect(error).toBeInstanceOf(LabError);
            expect((error as LabError).message).toMatch(
              /^some\.csv, (line \d+|byte 0|at its end): /,
            );
          }
        },
      ),
      { numRuns: 20_000 },
    );
  });
});
