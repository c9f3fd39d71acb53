import { describe, expect, it } from 'vitest';
import { reproduceModel, spread } from '../../../src/cli/reproduce/reproduction.ts';
import { reproductionText } from '../../../src/cli/reproduce/reproductionText.ts';
import type { RunDetail } from '../../../src/shared/model/run.ts';
import { findPreset } from '../../../src/shared/spec/presets/index.ts';
import { STUDY_FIGURES } from '../../../src/shared/study/studyFigures.ts';

/** A run of a preset that ended as said. */
function run(preset: string, seed: number, accuracy: number | null): RunDetail {
  const spec = findPreset(preset)?.spec;
  if (spec === undefined) throw new Error(`no preset ${preset}`);
  return {
    summary: {
      id: `${preset}-${seed}`,
      number: seed,
      name: `reproduce ${preset} · seed ${seed}`,
      state: accuracy === null ? 'failed' : 'completed',
      trainingSeconds: 100 * seed,
      failure: accuracy === null ? { code: 'non-finite-loss', message: 'The loss was NaN' } : null,
    },
    spec: { ...spec, seed },
    evaluation:
      accuracy === null
        ? null
        : {
            split: 'test',
            loss: 0.25,
            accuracy,
            count: 10_000,
            seconds: 1.5,
            confusion: [],
            perClass: [],
          },
  } as unknown as RunDetail;
}

const setting = {
  trainCount: 48_000,
  validationCount: 12_000,
  epochs: 10,
  seeds: 1,
  cores: 2,
  seconds: 1800,
};

const models = (accuracies: Readonly<Record<string, readonly (number | null)[]>>) =>
  STUDY_FIGURES.map((study) =>
    reproduceModel(
      study,
      (accuracies[study.preset] ?? []).map((accuracy, index) =>
        run(study.preset, index + 1, accuracy),
      ),
    ),
  );

describe('reproduction', () => {
  it('has the study’s figures as the study gives them', () => {
    expect(
      STUDY_FIGURES.map(({ preset, printed, written }) => [
        preset,
        printed.loss,
        printed.accuracy,
        written.loss,
        written.accuracy,
      ]),
    ).toEqual([
      ['cnn', 0.2386905, 0.9251, 0.2403382, 0.9235],
      ['cnn2', 0.2413061, 0.9183, 0.2383, 0.9437],
      ['rnn', 0.2413061, 0.9183, 0.2164, 0.9221],
    ]);
  });

  it('averages over seeds and says how far they spread', () => {
    expect(spread([])).toBeNull();
    expect(spread([2])).toEqual({ mean: 2, deviation: null });
    expect(spread([1, 2, 3])).toEqual({ mean: 2, deviation: 1 });
  });

  it('is a Markdown table with ours beside the study’s', () => {
    const text = reproductionText(models({ cnn: [0.9261], cnn2: [0.93], rnn: [0.9] }), setting);
    const lines = text.split('\n');
    expect(lines[0]).toBe(
      'Trained on 48,000 images (12,000 for validation), 10 epochs, 1 seed a model; tested on 10,000 images; 30 min 00 s on 2 cores.',
    );
    const table = lines
      .filter((line) => line.startsWith('|'))
      .slice(0, 5)
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(table[2]).toEqual([
      'CNN',
      '0.2500',
      '92.61 %',
      '92.1–93.1 %',
      '1.5 s',
      '1 min 40 s',
      '0.2386905, 92.51 %, 5 s',
      '0.2403382, 92.35 %',
      '+0.10 points',
    ]);
    expect(table[4]?.at(-1)).toBe('−1.83 points');
    expect(new Set(table.map((row) => row.length))).toEqual(new Set([9]));
    expect(text).toContain('printed blocks of CNN 2 and RNN are identical');
    expect(text).not.toContain('not comparable');
    expect(text).toMatch(/CNN: printed accuracy 92.51 % +\| reproduced +\| 92.61 %/);
    expect(text).toMatch(/CNN 2 and RNN: printed results +\| contradicts itself/);
  });

  it('says that a smaller training is not the study’s', () => {
    const text = reproductionText(models({ cnn: [0.8] }), {
      ...setting,
      trainCount: 800,
      epochs: 1,
    });
    expect(text).toContain('for 10 epochs: these figures are not comparable with it');
    expect(text).toContain('1 epoch,');
    expect(text).toMatch(/CNN: printed accuracy 92.51 % +\| not measured yet/);
  });

  it('shows the spread over several seeds', () => {
    const text = reproductionText(models({ cnn: [0.92, 0.93] }), { ...setting, seeds: 2 });
    expect(text).toContain('92.50 % ± 0.71 %');
    expect(text).toContain('± is the standard deviation over seeds');
  });

  it('leaves no figure for a model that failed, and names the reason', () => {
    const text = reproductionText(models({ cnn: [null], cnn2: [0.93], rnn: [0.9] }), setting);
    expect(text).toMatch(/\| CNN +\| +– \| +– \|/);
    expect(text).toContain('- #1 reproduce cnn · seed 1: The loss was NaN');
  });
});
