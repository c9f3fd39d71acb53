import path from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../../src/cli/runCli.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { sampleSpec, wholeRun } from '../store/samples.ts';
import { temporaryFolder } from '../store/temporaryStore.ts';
import { captureTerminal } from './captureTerminal.ts';

/** The command line on a lab of three whole runs, two of them with one recipe. */
function labOfThree() {
  const home = temporaryFolder();
  const store = openStore(path.join(home, 'lab.db'));
  for (const [seed, model] of [
    [1, 'cnn'],
    [2, 'cnn'],
    [3, 'rnn'],
  ] as const) {
    const { id } = store.enqueueRun({ spec: sampleSpec({ seed, model }) });
    for (const event of wholeRun(id)) store.record(event);
  }
  store.close();
  return async (...args: string[]) => {
    const { terminal, text } = captureTerminal();
    const status = await runCli([...args, '--home', home], {
      terminal,
      env: {},
      version: '1.2.3',
      defaultHome: () => home,
      onInterrupt: () => () => undefined,
    });
    return { status, out: text.out, err: text.err };
  };
}

it('tags, notes, archives, deletes and restores what nobody holds', async () => {
  const lab = labOfThree();
  expect(await lab('tag', '1', '#2', '--add', 'base', '--add', 'x')).toMatchObject({
    status: 0,
    out: '#1 cnn · seed 1: base, x\n#2 cnn · seed 2: base, x\n',
  });
  await lab('tag', '2', '--remove', 'X');
  expect(JSON.parse((await lab('runs', '--filter', 'tag = x', '--json')).out)).toMatchObject({
    total: 1,
    runs: [{ number: 1, tags: ['base', 'x'] }],
  });
  await lab('note', '3', 'Too **slow**');
  expect((await lab('note', '3')).out).toBe('Too **slow**\n');
  await lab('archive', '3');
  expect((await lab('runs', '--filter', 'rnn')).err).toContain('No runs match');
  expect((await lab('runs', '--filter', 'rnn archived')).out).toContain('rnn · seed 3');
  await lab('archive', '3', '--undo');
  expect((await lab('delete', '1', '3')).out).toBe('2 deleted\n');
  expect(JSON.parse((await lab('runs', '--json')).out)).toMatchObject({ total: 1 });
  expect(await lab('show', '1')).toMatchObject({ status: 2 });
  expect((await lab('restore', '#1', '3')).out).toContain('#3 rnn · seed 3: (note)');
  expect(await lab('restore', '2')).toMatchObject({ status: 2 });
});

it('groups with mean and deviation', async () => {
  const lab = labOfThree();
  const { out } = await lab('runs', '--group', 'recipe', '--sort', 'number:desc');
  expect(out.split('\n')[2]).toMatch(/^cnn +2 +#2 cnn · seed 2 +52\.\d+ % ± 0\.\d+ % /);
  expect(JSON.parse((await lab('runs', '--group', 'model', '--json')).out)).toMatchObject({
    columns: ['val_accuracy', 'test_accuracy', 'training_time'],
    total: 2,
    runs: 3,
    groups: [
      { value: 'rnn', count: 1 },
      { value: 'cnn', count: 2 },
    ],
  });
});

it.each<[string[], string]>([
  [['tag', '1'], '--add: is missing'],
  [['tag', '1', '--add', 'a,b'], '"a,b" is no tag'],
  [['tag', '9', '--add', 'a'], 'There is no run "9"'],
  [['runs', '--group', 'modell'], '--group: there is no column "modell"'],
])('refuses %j', async (args, message) => {
  const { status, err } = await labOfThree()(...args);
  expect(status).toBe(2);
  expect(err).toContain(message);
});
