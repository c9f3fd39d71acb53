import { describe, expect, it } from 'vitest';
import { assertFits } from '../../../../src/trainer/session/assertFits.ts';

describe('assertFits', () => {
  it('lets through what is predicted to fit', () => {
    expect(() => assertFits(2 ** 30, 2 ** 30)).not.toThrow();
  });

  it('refuses what is not, with what is needed, what there is and the way around it', () => {
    expect(() => assertFits(98.1 * 2 ** 30, 24 * 2 ** 30)).toThrow(
      expect.objectContaining({
        code: 'out-of-memory',
        message: 'The run is predicted to need 98.1 GiB of memory, but this machine has 24.0 GiB',
        hint: expect.stringContaining('--anyway'),
      }),
    );
  });
});
