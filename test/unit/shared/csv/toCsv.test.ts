import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../../src/shared/csv/toCsv.ts';

describe('toCsv', () => {
  it('writes rows, quotes where it must, and leaves out what is not there', () => {
    expect(
      toCsv([
        ['Epoch', 'a, "b"', 'two\nlines'],
        [1, 0.1 + 0.2, null],
      ]),
    ).toBe('Epoch,"a, ""b""","two\nlines"\r\n1,0.30000000000000004,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('disarms text that begins like %j', (text) => {
    expect(toCsv([[text]])).toBe(`'${text}\r\n`);
  });

  it('disarms a carriage return and quotes it', () => {
    expect(toCsv([['\r=1']])).toBe('"\'\r=1"\r\n');
  });

  it('leaves numbers alone, negative ones too', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(toCsv([[value]]).trim())).toBe(value === 0 ? 0 : value);
      }),
    );
    expect(toCsv([[-0.25]])).toBe('-0.25\r\n');
  });
});
