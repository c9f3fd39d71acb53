import { withSpread } from '../withSpread.ts';
import type { TrainDocument } from './figures.ts';

/** The figures as a Markdown table, medians of rounds with their extremes. */
export function trainTable({ machine, rounds, models }: TrainDocument): string {
  const head = [
    `${machine.cpu}, ${machine.cores} cores, ${rounds} alternating rounds: median (min–max)`,
    '',
    '| model | contender | ms a step | images/s | times ours | times the floor | peak RSS, MB | 313 × 32 evaluated, ms | times ours |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  const rows = models.flatMap(({ model, figures }) =>
    figures.map((own) => {
      const cells = [
        model,
        own.contender,
        withSpread(own.stepMs, 1),
        own.imagesPerSecond.toFixed(0),
        withSpread(own.ratio, 2),
        withSpread(own.floorRatio, 2),
        (own.peakRssBytes.median / 1e6).toFixed(0),
        withSpread(own.evaluateMs, 0),
        withSpread(own.evaluateRatio, 2),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  );
  const floors = models.map(
    ({ model, floorMs, gflops }) =>
      `- the floor of ${model}: ${withSpread(floorMs, 1)} ms a step, its multiply-adds at ${withSpread(gflops, 0)} GFLOP/s`,
  );
  return `${[...head, ...rows, '', ...floors].join('\n')}\n`;
}
