import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogLine, RunDetail, RunSummary } from '../../../src/shared/model/run.ts';
import { jsonDocument, jsonLines, runCommand, startCommand } from './runCommandLine.ts';

/** What a small run of these tests trains on. */
const SMALL = ['--samples', '300', '--test-samples', '200'] as const;
const TEST_IMAGES = 10_000;

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'atelier-goes-on-'));
  const first = await runCommand(home, 'run', 'cnn', ...SMALL, '--epochs', '2', '--name', 'first');
  expect(first.status).toBe(0);
});

afterAll(() => rm(home, { recursive: true, force: true }));

interface Prediction {
  readonly label: number | null;
  readonly predicted: number;
  readonly classNames: readonly string[];
  readonly probabilities: readonly number[];
}

describe('predict', () => {
  it('says the probability of every class, the likeliest first, and marks the true one', async () => {
    const { status, out } = await runCommand(home, 'predict', 'first', '0');
    expect(status).toBe(0);
    const all = out.split('\n').filter((line) => /\d+\.\d\d %/.test(line));
    expect(all).toHaveLength(10);
    const numbers = all.map((line) => Number(/(\d+\.\d\d) %/.exec(line)?.[1]));
    expect(numbers).toEqual(numbers.toSorted((left, right) => right - left));
    const sum = numbers.reduce((total, each) => total + each, 0);
    expect(Math.abs(sum - 100)).toBeLessThan(0.1);
    // The first of the authors’ test images is an ankle boot.
    expect(all.filter((line) => line.includes('true class'))).toEqual([
      expect.stringContaining('Ankle boot'),
    ]);
  });

  it('says the same as numbers, of the saved model and of its last checkpoint', async () => {
    const saved = jsonDocument<Prediction>(await runCommand(home, 'predict', '1', '0', '--json'));
    expect(saved.classNames[saved.label ?? -1]).toBe('Ankle boot');
    expect(saved.probabilities).toHaveLength(10);
    expect(saved.probabilities[saved.predicted]).toBe(Math.max(...saved.probabilities));
    const last = await runCommand(home, 'predict', '1', '0', '--epoch', '2', '--json');
    expect(jsonDocument<Prediction>(last)).toEqual(saved);
  });

  it('takes an image of one’s own, as JSON or raw bytes, whose class it cannot know', async () => {
    const pixels = Array.from({ length: 784 }, (_, index) => index % 256);
    const [list, raw] = [join(home, 'own.json'), join(home, 'own.raw')];
    await writeFile(list, JSON.stringify(pixels));
    await writeFile(raw, Uint8Array.from(pixels));
    const fromList = await runCommand(home, 'predict', 'first', list, '--json');
    const fromRaw = await runCommand(home, 'predict', 'first', raw, '--json');
    expect(jsonDocument<Prediction>(fromList).label).toBeNull();
    expect(jsonDocument(fromRaw)).toEqual(jsonDocument(fromList));
    expect((await runCommand(home, 'predict', 'first', raw)).out).not.toContain('true class');
  });

  it.each([
    ['an index past the last', ['first', String(TEST_IMAGES)], /9999/],
    [
      'a split that there is not',
      ['first', '0', '--split', 'validation'],
      /--split test or --split train/,
    ],
    ['an epoch without a checkpoint', ['first', '0', '--epoch', '77'], /epoch 77/],
    ['a file that is not there', ['first', 'nothing.json'], /"nothing\.json" cannot be read/],
    ['a run that is not there', ['nobody', '0'], /nobody/],
    ['no image at all', ['first'], /image/],
  ])('refuses %s by name', async (_what, args, said) => {
    const { status, out, err } = await runCommand(home, 'predict', ...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(said);
  });

  it('refuses a drawing of the wrong size or of no numbers', async () => {
    const [short, words] = [join(home, 'short.json'), join(home, 'words.json')];
    await writeFile(short, '[1, 2, 3]');
    await writeFile(words, '["black"]');
    const small = await runCommand(home, 'predict', 'first', short);
    expect(small.status).toBe(2);
    expect(small.err).toMatch(/784/);
    const spoken = await runCommand(home, 'predict', 'first', words);
    expect(spoken.status).toBe(2);
    expect(spoken.err).toContain('no list of whole numbers from 0 to 255');
  });
});

describe('resume', () => {
  it('trains a stopped run to its planned end, from its checkpoint', async () => {
    const size = ['--samples', '2000', '--test-samples', '200', '--epochs', '30'] as const;
    const long = startCommand(home, 'run', 'cnn', ...size, '--name', 'halted', '--json');
    await long.line(({ kind }) => kind === 'checkpoint');
    long.signal('SIGINT');
    await long.ended;
    const before = await runCommand(home, 'show', 'halted', '--json');
    expect(jsonDocument<RunDetail>(before).summary.state).toBe('stopped');

    const resumed = await runCommand(home, 'resume', 'halted', '--json');
    expect(resumed.status).toBe(0);
    const lines = jsonLines(resumed.out);
    expect(lines.at(-1)).toMatchObject({ kind: 'finished', outcome: 'completed' });
    const started = lines.find(({ kind }) => kind === 'started');
    expect(Number(started?.['epochsDone'])).toBeGreaterThan(0);
    const after = jsonDocument<RunDetail>(await runCommand(home, 'show', 'halted', '--json'));
    expect(after.summary).toMatchObject({ state: 'completed', epochsDone: 30 });
  });

  it.runIf(existsSync('/dev/full'))(
    'lets a run go on from another terminal that paused for want of room',
    async () => {
      const own = join(home, 'full');
      const size = ['--samples', '2000', '--test-samples', '200', '--epochs', '500'] as const;
      const long = startCommand(own, 'run', 'cnn', ...size);
      await long.said(/epoch 1\/500/);
      const all = await runCommand(own, 'runs', '--json');
      const [run] = jsonDocument<{ runs: RunSummary[] }>(all).runs;
      const checkpoints = join(own, 'runs', run?.id ?? '', 'checkpoints');
      await mkdir(checkpoints, { recursive: true });
      for (let epoch = 10; epoch <= 490; epoch += 10) {
        const name = `epoch-${String(epoch).padStart(4, '0')}.ckpt.tmp`;
        await symlink('/dev/full', join(checkpoints, name));
      }
      await long.said(/paused: The disk is full: the checkpoint of epoch \d+0 needs .* in .*runs/);
      const shown = await runCommand(own, 'show', '1');
      expect(shown.out).toMatch(/paused[^]*The disk is full/);

      const resumed = await runCommand(own, 'resume', '1', '--json');
      expect(resumed.status).toBe(0);
      expect(jsonDocument(resumed)).toMatchObject({ state: 'running', failure: null });
      await long.said(/resumed/);
      long.signal('SIGINT');
      expect((await long.ended).status).toBe(1);
    },
  );

  it('refuses a run that is complete, and one that is not there', async () => {
    const complete = await runCommand(home, 'resume', 'first');
    expect(complete.status).toBe(1);
    expect(complete.err).toContain('nothing to resume');
    expect(complete.err).toContain('extend');
    const missing = await runCommand(home, 'resume', 'nobody');
    expect([missing.status, missing.out]).toEqual([2, '']);
  });
});

describe('extend', () => {
  it('makes a longer run of a completed one, which stays as it is', async () => {
    const before = await runCommand(home, 'show', 'first', '--json');
    const extended = await runCommand(home, 'extend', 'first', '--epochs', '1', '--json');
    expect(extended.status).toBe(0);
    const started = jsonLines(extended.out).find(({ kind }) => kind === 'started');
    expect(started).toMatchObject({ epochs: 3, epochsDone: 2 });
    expect((await runCommand(home, 'show', '1', '--json')).out).toBe(before.out);
  });

  it.each([
    ['without a number of epochs', ['first'], 2, /--epochs: is missing/],
    ['by no epochs', ['first', '--epochs', '0'], 2, /--epochs/],
    ['that is not there', ['nobody', '--epochs', '1'], 2, /nobody/],
  ])('refuses a run %s', async (_what, args, status, said) => {
    const refused = await runCommand(home, 'extend', ...args);
    expect([refused.status, refused.out]).toEqual([status, '']);
    expect(refused.err).toMatch(said);
  });
});

describe('show --log', () => {
  it('prints the trainer’s own words, oldest first', async () => {
    const { status, out } = await runCommand(home, 'show', 'first', '--log');
    expect(status).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d {2}info .*240 images to train on, 60 to validate/,
    );
    expect(lines.at(-1)).toContain('The model is saved; the run is completed');
    const json = await runCommand(home, 'show', 'first', '--log', '--json');
    const told = jsonDocument<LogLine[]>(json);
    expect(told.map(({ message }) => message)).toEqual(
      lines.map((line) => line.replace(/^.{16} {2}\w+ +/, '')),
    );
  });
});

describe('presets', () => {
  it('print a Keras program and a summary of each', async () => {
    for (const preset of ['cnn', 'cnn2', 'rnn']) {
      const keras = await runCommand(home, 'presets', '--keras', preset);
      expect(keras.status).toBe(0);
      expect(keras.out).toMatch(/^import|\nimport|\nfrom keras/);
      expect(keras.out).toContain('layers.Dense(');
      expect(jsonDocument(await runCommand(home, 'presets', '--keras', preset, '--json'))).toEqual({
        keras: keras.out,
      });
    }
    expect((await runCommand(home, 'presets', '--summary', 'cnn')).out).toContain('Total params');
  });

  it('that are not known are refused by name', async () => {
    const { status, out, err } = await runCommand(home, 'presets', '--keras', 'vgg');
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/called "vgg"[^]*cnn, cnn2, cnn3, rnn, rnn2/);
  });
});
