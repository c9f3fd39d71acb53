import { describe, expect, it } from 'vitest';
import { murmurHash3 } from '../../../../src/shared/random/murmurHash3.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('murmurHash3', () => {
  it("agrees with the reference implementation's answers", () => {
    const fox = ascii('The quick brown fox jumps over the lazy dog');
    expect({
      nothing: murmurHash3(ascii(''), 0),
      nothingSeeded: murmurHash3(ascii(''), 1),
      oneByteTail: murmurHash3(ascii('hello'), 0),
      wholeWords: murmurHash3(ascii('hello, world'), 0),
      threeByteTail: murmurHash3(fox, 0),
      largeSeed: murmurHash3(fox, 0x9747b28c),
    }).toEqual({
      nothing: 0,
      nothingSeeded: 0x514e28b7,
      oneByteTail: 0x248bfa47,
      wholeWords: 0x149bbb7f,
      threeByteTail: 0x2e4ff723,
      largeSeed: 0x2fa826cd,
    });
  });
});
