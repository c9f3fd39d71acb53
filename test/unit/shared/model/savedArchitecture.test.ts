import { describe, expect, it } from 'vitest';
import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import {
  architectureNameSchema,
  dataFormOf,
  findArchitecture,
  sameForm,
  type SavedArchitecture,
} from '../../../../src/shared/model/savedArchitecture.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';

const DATA = dataFormOf(FASHION_MNIST);

describe('an own architecture', () => {
  it('meets the same data in every set of its form, whatever that is called', () => {
    expect(DATA).toEqual({ name: 'Fashion-MNIST', imageShape: [28, 28, 1], classes: 10 });
    expect(sameForm(DATA, { ...DATA, name: 'Digits' })).toBe(true);
    expect(sameForm(DATA, { ...DATA, classes: 9 })).toBe(false);
    expect(sameForm(DATA, { ...DATA, imageShape: [28, 28, 3] })).toBe(false);
  });

  it.each([
    ['', 'Give it a name'],
    ['  ', 'Give it a name'],
    ['x'.repeat(81), 'Use at most 80 characters'],
    ['cnn', 'This is the name of a preset; choose another'],
    [' RNN ', 'This is the name of a preset; choose another'],
  ])('is not called %j', (name, message) => {
    expect(architectureNameSchema.safeParse(name).error?.issues[0]?.message).toBe(message);
  });

  it('is found by its name, not by a part of it', () => {
    const at = '2026-01-01T00:00:00.000Z';
    const saved: SavedArchitecture = {
      id: 'A'.repeat(26),
      name: architectureNameSchema.parse(' Größe 2 '),
      spec: findPreset('cnn')!.spec,
      data: DATA,
      createdAt: at,
      updatedAt: at,
    };
    expect(findArchitecture([saved], 'GRÖSSE 2')).toBeUndefined();
    expect(findArchitecture([saved], 'größe 2')).toBe(saved);
    expect(findArchitecture([saved], ' GRÖßE 2')).toBe(saved);
    expect(findArchitecture([saved], 'Größe')).toBeUndefined();
  });
});
