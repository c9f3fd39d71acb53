import { BUILT_IN_DATASETS } from '../../../src/shared/dataset/fashionMnist.ts';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetSummary } from '../../../src/shared/contract/dataset.ts';
import { trainerEventBodySchema } from '../../../src/shared/contract/trainerProtocol.ts';
import { matrixTotal } from '../../../src/shared/model/confusionMatrix.ts';
import type { RunDetail, RunSummary } from '../../../src/shared/model/run.ts';
import { parseSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { jsonDocument, jsonLines, runCommand, startCommand } from './runCommandLine.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'atelier-headless-'));
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** What every small run of these tests trains on. */
const SMALL = ['--samples', '300', '--test-samples', '200', '--epochs', '1'] as const;

describe('without a lab', () => {
  it('prints presets that can be run', async () => {
    const result = await runCommand(home, 'presets', '--json');
    const presets = jsonDocument<{ id: string; spec: unknown }[]>(result);
    expect(result).toMatchObject({ status: 0, err: '' });
    expect(presets.map(({ id }) => id)).toEqual(['cnn', 'cnn2', 'cnn3', 'rnn', 'rnn2']);
    for (const { spec } of presets) expect(parseSpec(spec, BUILT_IN_DATASETS)).toEqual(spec);
  });

  it('counts the data set as its authors published it', async () => {
    const result = await runCommand(home, 'dataset', 'info', '--json');
    const summary = jsonDocument<DatasetSummary>(result);
    expect(result.status).toBe(0);
    expect(summary.splits).toEqual([
      { split: 'train', count: 48_000, perClass: new Array(10).fill(4800) },
      { split: 'validation', count: 12_000, perClass: new Array(10).fill(1200) },
      { split: 'test', count: 10_000, perClass: new Array(10).fill(1000) },
    ]);
    const verify = await runCommand(home, 'dataset', 'verify', '--json');
    expect(verify.status).toBe(0);
    expect(jsonDocument(verify)).toMatchObject({ verified: true });
  });

  it('makes no lab for a command that only looks', async () => {
    expect(await runCommand(home, 'runs')).toMatchObject({ status: 0, out: '' });
    expect(await readdir(home)).toEqual([]);
  });

  it('refuses a bad spec with status 2, naming the field, before anything is made', async () => {
    const result = await runCommand(
      home,
      'run',
      'cnn',
      '--set',
      'training.batchSize=many',
      '--json',
    );
    expect(result.status).toBe(2);
    expect(result.err).toContain(
      'training.batchSize: batchSize must be a whole number from 1 to 8192',
    );
    expect(jsonDocument(result)).toMatchObject({ error: { code: 'bad-input' } });
    expect(await readdir(home)).toEqual([]);
  });
});

describe('a run', () => {
  let runId: string;

  it('prints one valid event a line, in order, and ends with status 0', async () => {
    const result = await runCommand(home, 'run', 'cnn', ...SMALL, '--name', 'first', '--json');
    expect(result.status).toBe(0);
    const lines = jsonLines(result.out);
    const kinds = lines.map(({ kind }) => kind);
    expect(kinds[0]).toBe('started');
    expect(kinds.filter((kind) => kind !== 'progress' && kind !== 'log')).toEqual([
      'started',
      'epoch',
      'checkpoint',
      'evaluation',
      'finished',
    ]);
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_line, index) => index + 1));
    runId = String(lines[0]?.['runId']);
    expect(new Set(lines.map((line) => line['runId']))).toEqual(new Set([runId]));
    for (const { runId: _runId, seq: _seq, ...event } of lines) {
      if (event['kind'] !== 'evaluation')
        expect(trainerEventBodySchema.parse(event)).toEqual(event);
    }
  });

  it('prints what the run said of each test image, as plain lists', async () => {
    const result = await runCommand(home, 'run', 'rnn', ...SMALL, '--seed', '7', '--json');
    expect(result.status).toBe(0);
    const evaluation = jsonLines(result.out).find(({ kind }) => kind === 'evaluation') as {
      count: number;
      confusion: number[][];
      predictions: Record<'indices' | 'classes' | 'confidences', number[]>;
    };
    expect(evaluation.count).toBe(200);
    expect(matrixTotal(evaluation.confusion)).toBe(200);
    const { indices, classes, confidences } = evaluation.predictions;
    expect([indices.length, classes.length, confidences.length]).toEqual([200, 200, 200]);
    expect(new Set(indices).size).toBe(200);
  });

  it('is in the table, by filter, state and order', async () => {
    const all = await runCommand(home, 'runs', '--sort', 'number:desc', '--json');
    const { runs, total } = jsonDocument<{ runs: RunSummary[]; total: number }>(all);
    expect(all.status).toBe(0);
    expect(total).toBe(2);
    expect(runs.map(({ number, model, state }) => [number, model, state])).toEqual([
      [2, 'rnn', 'completed'],
      [1, 'cnn', 'completed'],
    ]);
    const filtered = await runCommand(home, 'runs', '--filter', 'FIRST', '--json');
    expect(jsonDocument<{ runs: RunSummary[] }>(filtered).runs.map(({ id }) => id)).toEqual([
      runId,
    ]);
    const queued = await runCommand(home, 'runs', '--state', 'queued,running', '--json');
    expect(jsonDocument<{ total: number }>(queued).total).toBe(0);
    const table = await runCommand(home, 'runs');
    expect(table.out).toMatch(/first +cnn +completed +1\/1/);
  });

  it('is shown by its number, its name or the start of its id', async () => {
    const shown = await runCommand(home, 'show', '1', '--json');
    const run = jsonDocument<RunDetail>(shown);
    expect(run.summary).toMatchObject({
      id: runId,
      name: 'first',
      state: 'completed',
      testCount: 200,
    });
    expect(run.epochs).toHaveLength(1);
    expect(run.evaluation?.perClass).toHaveLength(10);
    const byName = await runCommand(home, 'show', 'first', '--json');
    expect(byName.out).toBe(shown.out);
    const text = await runCommand(home, 'show', '#1');
    expect(text.status).toBe(0);
    expect(text.out).toContain('Confusion matrix');
    expect(text.out).toContain('Ankle boot');
  });

  it('is compared with another, honestly', async () => {
    const result = await runCommand(home, 'compare', '1', '2', '--json');
    expect(result.status).toBe(0);
    const document = jsonDocument<{
      baseline: string;
      metrics: { key: string; cells: { value: number | null; interval: unknown }[] }[];
      verdicts: { a: string; kind: string; reason?: string; words: string }[];
      cautions: { kind: string }[];
    }>(result);
    expect(document.baseline).toBe(runId);
    const accuracy = document.metrics.find(({ key }) => key === 'testAccuracy');
    expect(
      accuracy?.cells.every(({ value, interval }) => value !== null && interval !== null),
    ).toBe(true);
    // Each drew its own 200 test images by its seed.
    expect(document.verdicts).toMatchObject([
      { a: runId, kind: 'refused', reason: 'other-images' },
    ]);
    expect(document.verdicts[0]?.words).toContain('not tested on the same images');
    const text = await runCommand(home, 'compare', '1', '2');
    expect(text.out).toContain('95 % interval');
    expect(text.out.match(/Confusion matrix of/g)).toHaveLength(2);
  });

  it('that does not exist is named, with status 2', async () => {
    const result = await runCommand(home, 'show', '77');
    expect(result).toMatchObject({ status: 2, out: '' });
    expect(result.err).toContain('There is no run "77"');
  });
});

describe('repetitions', () => {
  it('train one spec with the seeds from its own on, and say together how much the seed moves it', async () => {
    const own = join(home, 'repetitions');
    const result = await runCommand(
      own,
      'run',
      'rnn',
      ...SMALL,
      '--seed',
      '5',
      '--repeats',
      '2',
      '--json',
    );
    expect(result.status).toBe(0);
    const said = jsonLines(result.out).at(-1) as {
      kind: string;
      seeds: number[];
      accuracies: number[];
      accuracy: { count: number; mean: number; interval: { low: number; high: number } };
    };
    expect(said).toMatchObject({ kind: 'repeats', seeds: [5, 6], accuracy: { count: 2 } });
    const [first = 0, second = 0] = said.accuracies;
    expect(said.accuracy.mean).toBeCloseTo((first + second) / 2, 12);

    await runCommand(own, 'run', 'cnn', ...SMALL, '--seed', '5', '--repeats', '2');
    const compared = await runCommand(own, 'compare', '1', '2', '3', '4', '--json');
    const { seedGroups, seedVerdicts } = jsonDocument<{
      seedGroups: { name: string; seeds: number[] }[];
      seedVerdicts: { kind: string; test: string; why: string }[];
    }>(compared);
    expect(seedGroups).toMatchObject([
      { name: 'rnn', seeds: [5, 6] },
      { name: 'cnn', seeds: [5, 6] },
    ]);
    expect(seedVerdicts).toMatchObject([{ test: 'paired' }]);
    const text = await runCommand(own, 'compare', '1', '2', '3', '4');
    expect(text.out).toMatch(/over seeds +n +seeds +test accuracy/);
    expect(text.out).toContain(
      'Paired t test, because both were trained with the same 2 seeds (5–6)',
    );
  });
});

describe('a lab in use', () => {
  it('says who holds it, can be read, and is stopped from outside', async () => {
    const long = startCommand(
      home,
      'run',
      'cnn',
      '--samples',
      '2000',
      '--epochs',
      '500',
      '--name',
      'long',
      '--json',
    );
    const { runId } = await long.line(({ kind }) => kind === 'progress');

    const second = await runCommand(home, 'run', 'rnn', ...SMALL, '--json');
    expect(second.status).toBe(1);
    expect(jsonDocument(second)).toMatchObject({ error: { code: 'lab-in-use' } });
    expect(second.err).toMatch(/headless/);

    const running = await runCommand(home, 'runs', '--state', 'running', '--json');
    expect(jsonDocument<{ runs: RunSummary[] }>(running).runs.map(({ id }) => id)).toEqual([runId]);

    const stopped = await runCommand(home, 'stop', 'long', '--json');
    expect(stopped.status).toBe(0);
    expect(jsonDocument(stopped)).toMatchObject({ id: runId, state: 'stopped' });
    const ended = await long.ended;
    expect(ended.status).toBe(1);
    expect(jsonLines(ended.out).at(-1)).toMatchObject({ kind: 'finished', outcome: 'stopped' });

    const again = await runCommand(home, 'stop', 'long');
    expect(again.status).toBe(1);
    expect(again.err).toContain('stopped');
  });

  it('stops cleanly at Ctrl+C, and keeps the run', async () => {
    const command = startCommand(
      home,
      'run',
      'cnn',
      '--samples',
      '2000',
      '--epochs',
      '500',
      '--json',
    );
    const { runId } = await command.line(({ kind }) => kind === 'progress');
    command.signal('SIGINT');
    const { status, err } = await command.ended;
    expect(status).toBe(1);
    expect(err).toContain('Stopping after this step');
    const shown = await runCommand(home, 'show', String(runId), '--json');
    expect(jsonDocument<RunDetail>(shown).summary.state).toBe('stopped');
  });
});

describe('verify', () => {
  it('trains a run again and finds no number that differs', async () => {
    const own = join(home, 'verified');
    await runCommand(own, 'run', 'cnn', ...SMALL, '--name', 'first');
    const result = await runCommand(own, 'verify', 'first', '--json');
    expect(result.status).toBe(0);
    expect(jsonDocument(result)).toMatchObject({
      words: 'identical over 1 epoch',
      firstDifference: null,
      compared: { epochs: 1, predictions: 200 },
      environment: [],
    });
    const shown = await runCommand(own, 'show', 'first');
    expect(shown.out).toMatch(/against #2: identical over 1 epoch/);
    const missing = await runCommand(own, 'verify', '77');
    expect(missing.status).toBe(2);
  });
});

describe('reproduce', () => {
  it('trains the three models, writes the report, and trains nothing twice', async () => {
    const own = join(home, 'reproduction');
    const completed = async () =>
      jsonDocument<{ total: number }>(
        await runCommand(own, 'runs', '--state', 'completed', '--json'),
      ).total;
    const result = await runCommand(own, 'reproduce', ...SMALL);
    expect(result.status).toBe(0);
    expect(result.out).toMatch(/^\| CNN +\|/m);
    expect(result.out).toMatch(/^\| CNN 2 +\|/m);
    expect(result.out).toMatch(/^\| RNN +\|/m);
    expect(result.out).toContain('these figures are not comparable');
    expect(await completed()).toBe(3);
    const written = await readFile(join(own, 'study', 'report.md'), 'utf8');
    expect(written).toBe(result.out);
    expect(result.err).toContain(`Written: ${join(own, 'study', 'report.html')}`);

    // The same again with one more seed: only that is trained, and another size is another question.
    const more = await runCommand(own, 'reproduce', ...SMALL, '--seeds', '2', '--json');
    expect(more.status).toBe(0);
    expect(await completed()).toBe(6);
    const document = jsonDocument<{
      models: { runs: { seed: number; evaluationSeconds: number | null }[] }[];
    }>(more);
    for (const { runs } of document.models) {
      expect(runs.map(({ seed }) => seed)).toEqual([1, 2]);
      expect(runs.every(({ evaluationSeconds }) => (evaluationSeconds ?? 0) > 0)).toBe(true);
    }
    const again = await runCommand(own, 'reproduce', ...SMALL, '--seeds', '2');
    expect(again.err).toContain('is in the lab: #1 study cnn · seed 1');
    expect(await completed()).toBe(6);
  });

  it('goes on after it was killed, with what was not completed', async () => {
    const own = join(home, 'killed');
    const size = ['--samples', '1000', '--test-samples', '200', '--epochs', '3'] as const;
    const first = startCommand(own, 'reproduce', ...size);
    await first.said(/\[2\/3 /);
    first.signal('SIGKILL');
    await first.ended;
    const second = await runCommand(own, 'reproduce', ...size);
    expect(second.status).toBe(0);
    expect(second.err).toContain('[1/3 cnn · seed 1] is in the lab');
    const runs = await runCommand(own, 'runs', '--json');
    const states = jsonDocument<{ runs: RunSummary[] }>(runs).runs.map(
      ({ model, state }) => `${model} ${state}`,
    );
    expect(states.sort()).toEqual(['cnn completed', 'cnn2 completed', 'rnn completed']);
  });
});
