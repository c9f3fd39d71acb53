import { parseArgs } from 'node:util';
import type { RunQuery } from '../../src/shared/contract/runQuery.ts';
import { createKeyCatalogue } from '../../src/shared/query/keyCatalogue.ts';
import { parseFilter } from '../../src/shared/query/parseFilter.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { StoreReader } from '../../src/store/store.ts';
import { thisMachine } from '../machine.ts';
import { spreadOf, type Spread } from '../statistics.ts';
import { makeLab } from './makeLab.ts';

const options = {
  runs: { type: 'string', default: '10000' },
  epochs: { type: 'string', default: '100' },
  rounds: { type: 'string', default: '15' },
  json: { type: 'boolean', default: false },
} as const;

/** What the columns of a table that a person has widened ask for. */
const COLUMNS = [
  'val_accuracy',
  'val_loss.at_best',
  'test_accuracy',
  'waiting_time',
  'training.optimizer.type',
  'training.optimizer.learningRate',
  'training.batchSize',
  'tag',
];

interface Task {
  readonly name: string;
  readonly run: (store: StoreReader) => unknown;
}

/** Runs `npm run bench -- runs`: tables of a large lab, each page with its count, in alternating rounds. */
export function runRunsBench(args: readonly string[]): void {
  const { values } = parseArgs({ args: [...args], options });
  const size = { runs: Number(values.runs), epochs: Number(values.epochs) };
  process.stderr.write(`A lab of ${size.runs} runs and ${size.runs * size.epochs} epochs …\n`);
  const store = openStore(makeLab(size), { readonly: true });
  const tasks = makeTasks(store);
  const times = new Map(tasks.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const { name, run } of tasks) {
      const start = performance.now();
      run(store);
      times.get(name)?.push(performance.now() - start);
    }
  }
  store.close();
  const figures = [...times].map(([name, all]) => ({ name, ms: spreadOf(all) }));
  const machine = thisMachine();
  process.stdout.write(
    values.json ? `${JSON.stringify({ machine, ...size, figures })}\n` : table(figures),
  );
}

function makeTasks(store: StoreReader): readonly Task[] {
  const catalogue = createKeyCatalogue(store.paramKeys());
  const page = (name: string, text: string, query: RunQuery = {}): Task => {
    const filter = parseFilter(text, catalogue);
    return {
      name,
      run: (lab) =>
        lab.listRuns({ ...query, ...(filter && { filter }), columns: COLUMNS, limit: 100 }),
    };
  };
  const by = (key: string, descending = true): RunQuery => ({ sort: { key, descending } });
  return [
    page('newest first', ''),
    page('by best val_accuracy', '', by('val_accuracy')),
    page('by test_accuracy', '', by('test_accuracy')),
    page('by val_loss at best epoch', '', by('val_loss.at_best', false)),
    page('by name', '', by('name', false)),
    page('by learning_rate', '', by('training.optimizer.learningRate', false)),
    page('by waiting_time, page 50', '', { ...by('waiting_time'), offset: 5000 }),
    page('a word', 'cnn2'),
    page(
      'the example',
      'val_accuracy > 0.9 and optimizer = adam and tag = baseline',
      by('test_accuracy'),
    ),
    page(
      'or, not, in',
      '(batch_size in (32, 64) or learning_rate < 0.01) and not tag = baseline',
      by('val_loss', false),
    ),
    page('missing', 'test_accuracy is missing and created > 2026-01-03', by('training_time')),
    {
      name: 'groups over seeds',
      run: (lab) => lab.groupRuns({ group: 'recipe', columns: COLUMNS, limit: 100 }),
    },
    {
      name: 'what differs among 200',
      run: (lab) =>
        lab.differingParams({ filter: { kind: 'compare', key: 'number', op: '<=', value: 200 } }),
    },
    { name: 'keys of hyperparameters', run: (lab) => lab.paramKeys() },
  ];
}

function table(figures: readonly { readonly name: string; readonly ms: Spread }[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  const number = (ms: number): string => ms.toFixed(1).padStart(8);
  const lines = figures.map(
    ({ name, ms }) =>
      `${name.padEnd(width)} ${number(ms.median)} ${number(ms.min)} ${number(ms.max)}`,
  );
  return `${['page and count, ms'.padEnd(width), '  median', '     min', '     max'].join(' ')}\n${lines.join('\n')}\n`;
}
