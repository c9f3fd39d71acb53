import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { median } from '../../src/shared/stats/quantile.ts';
import { thisMachine } from '../machine.ts';
import { frameFigures, type FrameFigures } from './frameFigures.ts';
import { withApp } from '../../test/helpers/withApp.ts';
import { framesDuring, installProbe, timeToDrawn } from './probe.ts';
import { seedCurves } from './seedCurves.ts';

const options = {
  steps: { type: 'string', default: '100000' },
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '3' },
  json: { type: 'boolean', default: false },
} as const;

/** Recorded within an epoch, which is the most that the lab keeps. */
const STEPS_AN_EPOCH = 100;

interface Activity {
  readonly name: string;
  /** One of many: a movement, a key, a click. `turn` counts them. */
  readonly act: (page: Page, turn: number) => Promise<void>;
  /** Milliseconds from one to the next, as a hand is quick. */
  readonly everyMs: number;
}

const ACTIVITIES: readonly Activity[] = [
  { name: 'nothing', everyMs: 100, act: async () => undefined },
  {
    name: 'pointer over the loss',
    everyMs: 16,
    act: async (page, turn) => {
      const box = await page.getByTestId('chart-loss').boundingBox();
      if (!box) throw new Error('the chart is not to be seen');
      const across = Math.abs(((turn * 7) % (2 * (box.width - 80))) - (box.width - 80));
      await page.mouse.move(box.x + 50 + across, box.y + box.height / 2);
    },
  },
  {
    name: 'zoom in and out by keys',
    everyMs: 150,
    act: (page, turn) =>
      page
        .getByRole('group', { name: /^Loss, chart/ })
        .press(['+', '+', 'ArrowRight', '-', '-', '0'][turn % 6] ?? '0'),
  },
  {
    name: 'smoothing by keys',
    everyMs: 100,
    act: (page, turn) =>
      page
        .getByTestId('chart-smoothing')
        .press(turn % 12 === 11 ? 'Home' : turn % 2 === 0 ? 'PageUp' : 'ArrowRight'),
  },
  {
    name: 'x axis: epoch, step, time',
    everyMs: 500,
    act: (page, turn) =>
      page
        .getByTestId('chart-x')
        .getByText(['Step', 'Time', 'Epoch'][turn % 3] ?? 'Epoch')
        .click(),
  },
];

/** How an activity went, the median round's figures each. */
interface ActivityFigure extends FrameFigures {
  readonly name: string;
}

/** Runs `npm run bench -- frames`: frames while a run of many steps is looked at, in the real app. */
export async function runFramesBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const steps = Number(values.steps);
  const epochs = Math.max(1, Math.round(steps / STEPS_AN_EPOCH));
  process.stderr.write(`A run of ${epochs} epochs, ${STEPS_AN_EPOCH} steps each …\n`);
  const result = await withApp(
    (home) => seedCurves(home, { runs: 1, epochs, steps: STEPS_AN_EPOCH }),
    async ({ page }, [id]) => {
      await page.getByTestId('nav-runs').waitFor();
      await installProbe(page);
      const { lastMs: openMs } = await timeToDrawn(page, () =>
        page.evaluate((run) => {
          location.hash = `#/runs/${run}`;
        }, id),
      );
      const points = Number(await page.getByTestId('chart-loss').getAttribute('data-points'));
      if (points < steps) throw new Error(`the chart has ${points} points instead of ${steps}`);
      const figures = await measure(page, Number(values.rounds), Number(values.seconds) * 1000);
      return { openMs, points, figures };
    },
  );
  const document = { machine: thisMachine(), rounds: Number(values.rounds), ...result };
  process.stdout.write(values.json ? `${JSON.stringify(document)}\n` : table(document));
}

async function measure(page: Page, rounds: number, ms: number): Promise<readonly ActivityFigure[]> {
  const all = new Map<Activity, FrameFigures[]>(ACTIVITIES.map((activity) => [activity, []]));
  // One more, to warm up.
  for (let round = 0; round <= rounds; round += 1) {
    process.stderr.write(`round ${round} of ${rounds}\n`);
    for (const activity of ACTIVITIES) {
      const frames = await framesDuring(page, () => keepAt(page, activity, ms));
      if (round > 0) all.get(activity)?.push(frameFigures(frames));
    }
  }
  return [...all].map(([{ name }, figures]) => ({
    name,
    perSecond: median(figures.map(({ perSecond }) => perSecond)),
    late: median(figures.map(({ late }) => late)),
    p95Ms: median(figures.map(({ p95Ms }) => p95Ms)),
    longestMs: median(figures.map(({ longestMs }) => longestMs)),
  }));
}

async function keepAt(page: Page, { act, everyMs }: Activity, ms: number): Promise<void> {
  const start = performance.now();
  for (let turn = 0; performance.now() - start < ms; turn += 1) {
    await act(page, turn);
    const wait = start + (turn + 1) * everyMs - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
  }
}

function table(document: {
  readonly machine: { readonly cpu: string; readonly cores: number };
  readonly rounds: number;
  readonly openMs: number;
  readonly points: number;
  readonly figures: readonly ActivityFigure[];
}): string {
  const { machine, rounds, openMs, points, figures } = document;
  return [
    `${machine.cpu}, ${machine.cores} cores, drawn by software; ${points.toLocaleString('en')} points in each of the large charts; medians of ${rounds} rounds; opened in ${openMs.toFixed(0)} ms`,
    '',
    '| while | frames a second | frames above 20 ms, % | 95 of 100 below, ms | longest, ms |',
    '| --- | --- | --- | --- | --- |',
    ...figures.map(
      ({ name, perSecond, late, p95Ms, longestMs }) =>
        `| ${name} | ${perSecond.toFixed(1)} | ${(100 * late).toFixed(1)} | ${p95Ms.toFixed(1)} | ${longestMs.toFixed(0)} |`,
    ),
    '',
  ].join('\n');
}
