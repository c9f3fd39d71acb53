import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../../src/shared/report/toMarkdown.ts';
import { toHtml } from '../../../../src/shared/report/toHtml.ts';
import { reproduce } from '../../../../src/shared/study/reproduction.ts';
import { STUDY_FIGURES } from '../../../../src/shared/study/studyFigures.ts';
import { studyReport } from '../../../../src/shared/study/studyReport.ts';
import { STUDY_SIZE, studyJobs, TRIAL_SIZE } from '../../../../src/shared/study/studySize.ts';
import { studyRun, studyRuns } from './studyRuns.ts';

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

  it('trains the study’s size, seed by seed', () => {
    const jobs = studyJobs(STUDY_SIZE, 2, 5);
    expect(jobs.map(({ model, seed }) => `${model} ${seed}`)).toEqual([
      'cnn 5',
      'cnn2 5',
      'rnn 5',
      'cnn 6',
      'cnn2 6',
      'rnn 6',
    ]);
    for (const { training, dataset } of jobs) {
      expect(training).toMatchObject({ epochs: 10, batchSize: 256 });
      expect(dataset).toMatchObject({ samples: null, testSamples: null, validationShare: 0.2 });
    }
  });

  it('counts a seed once, however often it was trained', () => {
    const twice = [studyRun('cnn', 1, 0.92), studyRun('cnn', 1, 0.92), studyRun('cnn', 2, 0.93)];
    const [cnn] = reproduce(STUDY_SIZE, twice).models;
    expect(cnn?.accuracy?.count).toBe(2);
    expect(cnn?.confusion).toEqual([
      [16, 4],
      [2, 18],
    ]);
  });

  it('ranks what was measured, and says whether each is ahead by more than noise', () => {
    const { ranking } = reproduce(STUDY_SIZE, [
      ...studyRuns('cnn', 0.92, 0.9201, 0.9202),
      ...studyRuns('rnn', 0.9199, 0.9202, 0.9201),
      ...studyRuns('cnn2', 0.93, 0.9305, 0.9301),
    ]);
    expect(ranking.map(({ preset, overNext }) => [preset, overNext?.isAhead])).toEqual([
      ['cnn2', true],
      ['cnn', false],
      ['rnn', undefined],
    ]);
  });

  it('reads as Markdown with ours beside the study’s', () => {
    const runs = [
      ...studyRuns('cnn', 0.92, 0.93),
      ...studyRuns('cnn2', 0.93),
      ...studyRuns('rnn', 0.9),
    ];
    const text = toMarkdown(studyReport(reproduce(STUDY_SIZE, runs), ['cnn2 · seed 2: stopped']));
    expect(text).toContain(
      'Trained on 48,000 images (12,000 for validation), 10 epochs; tested on 10,000 images; 4 runs, 6 min 40 s of training.',
    );
    expect(text).toMatch(/\| CNN +\| +2 \| +0.2500 ± 0.0000 \| +92.50 % ± 0.71 % \|/);
    expect(text).toMatch(
      /\| CNN 2 +\| +1 \| +0.2500 \| +93.00 % \| +92.48 % to 93.48 % \| +1.5 s \|/,
    );
    expect(text).toContain('0.2386905, 92.51 %, 5 s (17 ms/step)');
    expect(text).toMatch(/CNN 2 and RNN have results of their own +\| contradicts itself/);
    expect(text).toContain('- cnn2 · seed 2: stopped');
    expect(text).not.toContain('not comparable');
  });

  it('shows no evaluation time of another batch size, and says what is not the study’s size', () => {
    const runs = [studyRun('rnn', 1, 0.8, { evaluationSeconds: null })];
    const text = toMarkdown(studyReport(reproduce(TRIAL_SIZE, runs)));
    expect(text).toMatch(/\| RNN +\| +1 \| +0.2500 \| +80.00 % \| +79.20 % to 80.77 % \| +– \|/);
    expect(text).toContain('Trained on 800 images (200 for validation), 1 epoch;');
    expect(text).toContain('not comparable with it');
  });

  it('is a page of its own that runs nothing', () => {
    const page = toHtml('<study>', studyReport(reproduce(STUDY_SIZE, studyRuns('cnn', 0.92))));
    expect(page).toContain('<title>&lt;study&gt;</title>');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('<td>CNN</td>');
    expect(page).not.toMatch(/<script|https?:/);
  });
});
