import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { thisMachine } from '../machine.ts';
import { spreadOf, type Spread } from '../statistics.ts';
import { withApp } from '../../test/helpers/withApp.ts';
import { installProbe, timeToDrawn } from './probe.ts';
import { seedCurves } from './seedCurves.ts';
import { withSpread } from '../withSpread.ts';

const options = {
  runs: { type: 'string', default: '50' },
  epochs: { type: 'string', default: '1000' },
  rounds: { type: 'string', default: '7' },
  json: { type: 'boolean', default: false },
} as const;

/** Something a person does in Compare. */
interface Action {
  readonly name: string;
  /** Milliseconds that it should stay below. */
  readonly goalMs: number;
  readonly act: (page: Page) => Promise<void>;
}

const press = (axis: string) => (page: Page) =>
  page.getByTestId('compare-curves').getByTestId('chart-x').getByText(axis).click();

/** Opening the view is timed twice. */
const OPENED = {
  curves: { name: 'open Compare: runs read, curves there', goalMs: 300 },
  all: { name: 'open Compare: every other panel there too', goalMs: null },
};

async function open(page: Page, ids: readonly string[]): Promise<void> {
  await page.evaluate((runs) => {
    location.hash = `#/compare?runs=${runs}`;
  }, ids.join(','));
}

const ACTIONS: readonly Action[] = [
  { name: 'draw all curves anew: by step', goalMs: 300, act: press('Step') },
  { name: 'draw all curves anew: by time', goalMs: 300, act: press('Time') },
  { name: 'draw all curves anew: by epoch', goalMs: 300, act: press('Epoch') },
  { name: 'smoothing on', goalMs: 100, act: smoothBy('PageUp') },
  { name: 'smoothing a step stronger', goalMs: 100, act: smoothBy('ArrowRight') },
  { name: 'smoothing off', goalMs: 100, act: smoothBy('Home') },
];

function smoothBy(key: string): Action['act'] {
  return (page) => page.getByTestId('compare-curves').getByTestId('chart-smoothing').press(key);
}

/** What an action took, in milliseconds. */
interface CompareFigure {
  readonly name: string;
  readonly ms: Spread;
  readonly goalMs: number | null;
}

/** Runs `npm run bench -- compare`: many long runs in Compare, in the real app. */
export async function runCompareBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const lab = { runs: Number(values.runs), epochs: Number(values.epochs) };
  const rounds = Number(values.rounds);
  process.stderr.write(`A lab of ${lab.runs} runs of ${lab.epochs} epochs …\n`);
  const figures = await withApp(
    (home) => seedCurves(home, lab),
    async ({ page }, ids) => {
      await page.getByTestId('nav-runs').waitFor();
      await installProbe(page);
      return measure(page, ids, rounds);
    },
  );
  const machine = thisMachine();
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ machine, ...lab, rounds, figures })}\n`
      : [
          `${machine.cpu}, ${machine.cores} cores, drawn by software; ${lab.runs} runs of ${lab.epochs} epochs, both charts; ${rounds} rounds: median (min–max)`,
          '',
          '| from the input to the frame after the lines | ms | goal, ms |',
          '| --- | --- | --- |',
          ...figures.map(
            ({ name, ms, goalMs }) => `| ${name} | ${withSpread(ms, 0)} | ${goalMs ?? '–'} |`,
          ),
          '',
        ].join('\n'),
  );
}

async function measure(
  page: Page,
  ids: readonly string[],
  rounds: number,
): Promise<readonly CompareFigure[]> {
  const times = new Map<Timed, number[]>([OPENED.curves, OPENED.all, ...ACTIONS].map(noTimes));
  // One more: the first round loads the view's code and warms everything up.
  for (let round = 0; round <= rounds; round += 1) {
    process.stderr.write(`round ${round} of ${rounds}\n`);
    const keep = (timed: Timed, ms: number): void => {
      if (round > 0) times.get(timed)?.push(ms);
    };
    const { firstMs, lastMs } = await timeToDrawn(page, () => open(page, ids));
    keep(OPENED.curves, firstMs);
    keep(OPENED.all, lastMs);
    for (const action of ACTIONS) {
      keep(action, (await timeToDrawn(page, () => action.act(page))).lastMs);
    }
    await page.getByTestId('nav-runs').click();
    await page.getByTestId('compare-curves').waitFor({ state: 'detached' });
  }
  return [...times].map(([{ name, goalMs }, all]) => ({ name, ms: spreadOf(all), goalMs }));
}

/** What times are kept of. */
interface Timed {
  readonly name: string;
  readonly goalMs: number | null;
}

function noTimes(timed: Timed): [Timed, number[]] {
  return [timed, []];
}
