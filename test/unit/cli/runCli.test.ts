import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../../../src/cli/runCli.ts';
import { captureTerminal } from './captureTerminal.ts';

/** A folder that goes with the test. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atelier-cli-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Runs a command line in a lab that does not exist, with no data set and no signals. */
async function lab(...args: string[]) {
  const { terminal, text } = captureTerminal();
  const home = join(await temporaryFolder(), 'lab');
  const status = await runCli(args, {
    terminal,
    env: {},
    version: '1.2.3',
    defaultHome: () => home,
    onInterrupt: () => () => undefined,
  });
  return { status, home, ...text };
}

describe('runCli', () => {
  it('says what it can do', async () => {
    const { status, out, err } = await lab('--help');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const name of [
      'doctor',
      'dataset',
      'presets',
      'run',
      'stop',
      'runs',
      'show',
      'compare',
      'reproduce',
    ]) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  it('says what a command takes, however it is asked', async () => {
    const { out } = await lab('help', 'run');
    expect(out).toContain('--set KEY=VALUE');
    expect(out).toContain('runs that wait in the queue of the same lab stay there');
    expect((await lab('run', '--help')).out).toBe(out);
    expect((await lab('run', 'cnn', '-h')).out).toBe(out);
  });

  it('names its version', async () => {
    expect(await lab('--version')).toMatchObject({ status: 0, out: '1.2.3\n' });
  });

  it('shows the usage where no command was given, as an error', async () => {
    const { status, out, err } = await lab();
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('usage: npm run lab -- COMMAND');
  });

  it('finds the command behind options and their values', async () => {
    const { status, out } = await lab('--home', '/nowhere/runs', '--json', 'presets');
    expect(status).toBe(0);
    expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual([
      'cnn',
      'cnn2',
      'cnn3',
      'rnn',
      'rnn2',
    ]);
  });

  it.each<[string[], string, string]>([
    [['frobnicate'], 'command: there is no command "frobnicate"', 'Use one of doctor, dataset'],
    [['--frobnicate'], '--frobnicate: stands without a command', 'help'],
    [
      ['presets', '--frobnicate'],
      '--frobnicate: is no option of "presets"',
      'It takes --home, --json',
    ],
    [['presets', 'more'], '"more": is one argument too many for "presets"', 'Usage: presets'],
    [['run'], 'spec: is missing', 'Usage: run PRESET'],
    [
      ['run', 'cnn9'],
      'spec: there is no preset, no architecture of your own and no file called "cnn9"',
      'cnn, cnn2, cnn3, rnn, rnn2',
    ],
    [
      ['run', '--preset', 'cnn9'],
      '--preset: there is no preset',
      'Use one of cnn, cnn2, cnn3, rnn, rnn2',
    ],
    [['run', 'cnn', '--preset', 'rnn'], '--preset: stands beside "cnn"', 'one of the two'],
    [
      ['estimate', '--preset', 'cnn9'],
      '--preset: there is no preset',
      'cnn, cnn2, cnn3, rnn, rnn2',
    ],
    [['presets', '--keras', 'cnn9'], '--keras: there is no preset', 'cnn, cnn2, cnn3, rnn, rnn2'],
    [['run', 'cnn', '--epochs'], '--epochs:', '--epochs VALUE'],
    [
      ['run', 'cnn', '--epochs', 'ten'],
      '--epochs: must be a whole number from 1 to 10000, but is "ten"',
      'Give --epochs a number from 1 to 10000',
    ],
    [['run', 'cnn', '--epochs', '0'], '--epochs: must be a whole number from 1', 'from 1'],
    [['run', 'cnn', '--epochs', '1.5'], '--epochs: must be a whole number', 'from 1'],
    [
      ['run', 'cnn', '--samples', '60001'],
      'dataset.samples: samples must be a whole number from 50 to 60000',
      '',
    ],
    [['run', 'cnn', '--seed=-1'], '--seed: must be a whole number from 0', ''],
    [['run', 'cnn', '--set', 'epochs'], '--set: must be key=value, but is "epochs"', 'For example'],
    [
      ['run', 'cnn', '--set', 'training.batch=1'],
      'training.batch: there is no "batch"',
      'batchSize',
    ],
    [
      ['run', 'cnn', '--set', 'training.batchSize=0'],
      'training.batchSize: batchSize must be a whole number from 1 to 8192',
      'Correct',
    ],
    [['run', 'cnn', '--set', 'architecture.layers.4.rate=2'], 'architecture.layers.4.rate: ', ''],
    [['run', 'cnn', '--set', 'architecture.input=sequence'], 'architecture.layers.0', ''],
    [['run', 'cnn', '--name', ' '], '--name: must have 1 to 120 characters', ''],
    [['run', 'cnn', 'rnn'], '"rnn": is one argument too many', ''],
    [
      ['dataset', 'delete'],
      'dataset: there is no "dataset delete"',
      'dataset list, info, verify or import',
    ],
    [['runs', '--sort', 'colour'], '--sort: there is no column "colour"', 'val_accuracy'],
    [
      ['runs', '--filter', 'tag = x and sead > 2'],
      'filter, character 13: there is no column "sead"',
      'Did you mean seed?',
    ],
    [['runs', '--sort', 'name:up'], '--sort: "name:up" has no direction', 'name:desc'],
    [['runs', '--state', 'done'], '--state: there is no state "done"', 'completed'],
    [['compare', '1'], 'run: is missing', 'compare RUN RUN'],
    [['reproduce', '--seeds', '0'], '--seeds: must be a whole number from 1 to 20', ''],
    [['presets', '--home', ''], '--home: names no folder', ''],
    [['show', '1'], 'There is no lab at', 'Train something first'],
  ])('refuses %j with status 2, naming what is wrong', async (args, message, hint) => {
    const { status, out, err } = await lab(...args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(`error: ${message}`);
    expect(err).toContain(hint);
  });

  it('prints an error as JSON too when asked for JSON', async () => {
    const { status, out } = await lab('run', 'cnn', '--epochs', 'x', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      error: { code: 'bad-input', context: { field: '--epochs' } },
    });
  });

  it('names the field of a spec in a file, and the file that is none', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'spec.json');
    await writeFile(file, '{"version": 1,');
    expect(await lab('run', file)).toMatchObject({
      status: 2,
      err: expect.stringContaining('is not JSON'),
    });
    await writeFile(file, `${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(await lab('run', file, '--samples', '300')).toMatchObject({
      status: 2,
      err: expect.stringContaining('holds no object, and so no spec'),
    });
    await writeFile(file, '{"__proto__": {"polluted": 1}}');
    expect((await lab('run', file)).err).toContain('Unrecognized key: "__proto__"');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    await writeFile(file, '{"version": 2}');
    const { status, err } = await lab('run', file);
    expect(status).toBe(2);
    expect(err).toContain('version: version must be 1');
    expect(err).toContain('training');
    expect(await lab('run', folder)).toMatchObject({
      status: 2,
      err: expect.stringContaining('cannot be read'),
    });
  });

  it('fails with status 1 where the data set is not provided', async () => {
    const { status, err } = await lab('dataset', 'info');
    expect(status).toBe(1);
    expect(err).toContain('ATELIER_FASHION_MNIST');
  });

  it('lists no runs where there is no lab yet, and makes none', async () => {
    const { status, out, home } = await lab('runs', '--json');
    expect({ status, out }).toEqual({ status: 0, out: '{"runs":[],"total":0}\n' });
    await expect(lab('runs', '--home', home)).resolves.toMatchObject({ status: 0, out: '' });
  });
});
