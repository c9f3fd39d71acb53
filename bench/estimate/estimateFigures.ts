import type { TimeParts } from '../../src/shared/cost/modelTime.ts';
import type { SecondsRange } from '../../src/shared/model/runCost.ts';
import type { Machine } from '../machine.ts';

/** What was estimated of a run, and what it took. */
export interface EstimateFigure {
  readonly name: string;
  /** How many earlier runs corrected it; 0 rests on the calibration alone. */
  readonly corrections: number;
  readonly range: SecondsRange;
  readonly actualSeconds: number;
  /** Part by part, before any correction. */
  readonly modelled: TimeParts;
  readonly took: TimeParts;
}

/** What a run of the benchmark found. */
export interface EstimateDocument {
  readonly machine: Machine;
  readonly figures: readonly EstimateFigure[];
}

/** Whether a run took what its range said. */
export function inRange({ range, actualSeconds }: EstimateFigure): boolean {
  return actualSeconds >= range.low && actualSeconds <= range.high;
}

/** How far the middle of the range was off, by what the run took: 0.1 said a tenth too much. */
export function relativeError({ range, actualSeconds }: EstimateFigure): number {
  return (range.low + range.high) / 2 / actualSeconds - 1;
}

/** The figures as a Markdown table, and how many were in range. */
export function estimateTable({ machine, figures }: EstimateDocument): string {
  const percent = (share: number) =>
    `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(0)} %`;
  const rows = figures.map((figure) => {
    const { name, corrections, range, actualSeconds, modelled, took } = figure;
    const part = (key: keyof TimeParts) => `${modelled[key].toFixed(2)} / ${took[key].toFixed(2)}`;
    const cells = [
      name,
      String(corrections),
      `${range.low.toFixed(1)}–${range.high.toFixed(1)}`,
      actualSeconds.toFixed(1),
      inRange(figure) ? 'yes' : 'no',
      percent(relativeError(figure)),
      part('overhead'),
      part('epoch'),
      part('test'),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const within = figures.filter(inRange).length;
  const worst = Math.max(...figures.map((figure) => Math.abs(relativeError(figure))));
  return [
    `${machine.cpu}, ${machine.cores} cores; one lab, run after run`,
    '',
    'The last columns: what the calibration alone modelled / what it took, s',
    '',
    '| run | corrected by | estimated, s | took, s | in range | middle off by | overhead | an epoch | test |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `${within} of ${figures.length} in range; the middle of the range at most ${(100 * worst).toFixed(0)} % off`,
    '',
  ].join('\n');
}
