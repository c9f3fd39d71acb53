import { describe, expect, test } from 'vitest';
import {
  nameWithoutSeed,
  nameWithSeed,
  nextSeeds,
  repetitions,
} from '../../../../src/shared/spec/repetitions.ts';
import { specIdentity } from '../../../../src/shared/spec/specIdentity.ts';
import { presetSpec } from './specs.ts';

const spec = { ...presetSpec('cnn'), seed: 7 };

describe('repetitions', () => {
  test('are of one spec, with the seeds from its own on', () => {
    const made = repetitions({ spec, count: 3 });
    expect(made.map(({ spec: own }) => own.seed)).toEqual([7, 8, 9]);
    expect(new Set(made.map(({ spec: own }) => specIdentity(own))).size).toBe(1);
    expect(made.every(({ name }) => name === undefined)).toBe(true);
  });

  test('carry their seed in a name that was given, in place of another’s', () => {
    const names = (name: string) => repetitions({ spec, name, count: 2 }).map((one) => one.name);
    expect(names('baseline')).toEqual(['baseline · seed 7', 'baseline · seed 8']);
    expect(names('cnn · seed 3')).toEqual(['cnn · seed 7', 'cnn · seed 8']);
    expect(repetitions({ spec, name: 'alone', count: 1 })[0]?.name).toBe('alone');
  });

  test('pass over seeds that the spec already has', () => {
    const made = repetitions({ spec, name: 'a', count: 2, taken: [7, 9] });
    expect(made.map(({ name }) => name)).toEqual(['a · seed 8', 'a · seed 10']);
  });

  test('begin again at 0 after the largest seed', () => {
    expect(nextSeeds(2_147_483_646, 3, new Set())).toEqual([2_147_483_646, 2_147_483_647, 0]);
  });

  test('names stay within what a name may hold', () => {
    expect(nameWithSeed('x'.repeat(120), 12)).toHaveLength(120);
    expect(nameWithSeed('x'.repeat(120), 12).endsWith(' · seed 12')).toBe(true);
    expect(nameWithoutSeed('cnn · seed 1')).toBe('cnn');
    expect(nameWithoutSeed('cnn')).toBe('cnn');
  });
});
