import { describe, expect, it } from 'vitest';
import { packRun, unpackRun } from '../../../../src/shared/contract/epochColumns.ts';
import { finishedRun } from '../../renderer/compare/runs.ts';

describe('packRun', () => {
  it('brings a run over as it was', () => {
    const run = finishedRun();
    expect(unpackRun(structuredClone(packRun(run)))).toEqual(run);
  });
});
