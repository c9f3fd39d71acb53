import { describe, expect, it } from 'vitest';
import { BUILT_IN_DATASETS } from '../../../../../src/shared/dataset/fashionMnist.ts';
import { planExecution, trialKey } from '../../../../../src/shared/spec/execution/planExecution.ts';
import { parseSpec, type ExperimentSpec } from '../../../../../src/shared/spec/experimentSpec.ts';
import { findPreset } from '../../../../../src/shared/spec/presets/index.ts';

function specOf(preset: string, execution: Partial<ExperimentSpec['execution']> = {}) {
  const { spec } = findPreset(preset)!;
  return { ...spec, execution: { ...spec.execution, ...execution } };
}

describe('planExecution', () => {
  it('tries workers of one thread each where recurrent steps dominate', () => {
    expect(planExecution(specOf('rnn'), 2, null)).toEqual({ workers: { trialOf: 2 }, threads: 1 });
    expect(planExecution(specOf('rnn'), 16, null)).toEqual({
      workers: { trialOf: 4 },
      threads: 4,
    });
  });

  it('uses what an earlier trial chose, with the same threads', () => {
    expect(planExecution(specOf('rnn'), 2, 2)).toEqual({ workers: 2, threads: 1 });
    expect(planExecution(specOf('rnn'), 2, 1)).toEqual({ workers: 1, threads: 1 });
  });

  it('leaves convolutions and single cores to TensorFlow', () => {
    expect(planExecution(specOf('cnn2'), 2, null)).toEqual({ workers: 1, threads: null });
    expect(planExecution(specOf('rnn'), 1, null)).toEqual({ workers: 1, threads: null });
  });

  it('does what it is told', () => {
    const told = planExecution(specOf('cnn', { workers: 2, threads: 3 }), 8, null);
    expect(told).toEqual({ workers: 2, threads: 3 });
    expect(planExecution(specOf('cnn', { workers: 2 }), 8, null).threads).toBe(4);
    const narrow = specOf('rnn', { computeType: 'bfloat16' });
    expect(planExecution(narrow, 2, null).workers).toBe(1);
  });

  it('holds a trial for the same work on the same machine only', () => {
    const key = trialKey(specOf('rnn'), 'this');
    expect(trialKey({ ...specOf('rnn'), seed: 9, model: 'other' }, 'this')).toBe(key);
    expect(trialKey(specOf('rnn'), 'that')).not.toBe(key);
    expect(trialKey(specOf('cnn'), 'this')).not.toBe(key);
  });

  it('names a wrong option', () => {
    const wrong = { ...specOf('rnn'), execution: { workers: 0, computeType: 'float8' } };
    expect(() => parseSpec(wrong, BUILT_IN_DATASETS)).toThrow(
      /execution\.computeType: computeType must be float32 or bfloat16.*workers must be auto or/,
    );
  });
});
