import { parseArgs } from 'node:util';
import { median } from '../../src/shared/stats/quantile.ts';
import { thisMachine, type Machine } from '../machine.ts';
import { spreadOf, type Spread } from '../statistics.ts';
import { engineAlone, runContender } from '../train/contender.ts';
import { GROWTHS, multiplyAddsOf, type Growth } from './growthSpecs.ts';

const options = {
  rounds: { type: 'string', default: '3' },
  steps: { type: 'string', default: '12' },
  json: { type: 'boolean', default: false },
} as const;

/** One network's figures. */
interface GrowthRow {
  readonly size: string;
  readonly value: number;
  readonly batch: number;
  readonly multiplyAdds: number;
  readonly stepMs: Spread;
}

/** Runs `npm run bench -- growth`: how a step's time grows with each size of a network, in alternating rounds. */
export async function runGrowthBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const rounds = Number(values.rounds);
  const rows: GrowthRow[] = [];
  for (const growth of GROWTHS) rows.push(...(await measure(growth, rounds, Number(values.steps))));
  const machine = thisMachine();
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ machine, rounds, rows })}\n`
      : growthTable(machine, rounds, rows),
  );
}

async function measure(
  { size, steps: networks }: Growth,
  rounds: number,
  steps: number,
): Promise<readonly GrowthRow[]> {
  const medians = networks.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { value, spec }] of networks.entries()) {
      process.stderr.write(`${size} ${value}, round ${round + 1} of ${rounds}\n`);
      const batch = spec.training.batchSize;
      const request = { spec, architecture: spec.architecture, batch, steps, warmup: 4 };
      const { stepMs } = await runContender(engineAlone, { ...request, evaluate: false });
      medians[index]?.push(median(stepMs));
    }
  }
  return networks.map(({ value, spec }, index) => ({
    size,
    value,
    batch: spec.training.batchSize,
    multiplyAdds: multiplyAddsOf(spec),
    stepMs: spreadOf(medians[index] ?? []),
  }));
}

/** A step's three passes, forwards and two backwards, each of as many multiplications as additions. */
const FLOPS_OF_A_MULTIPLY_ADD = 6;

function growthTable(machine: Machine, rounds: number, rows: readonly GrowthRow[]): string {
  const head = [
    `${machine.cpu}, ${machine.cores} cores, ${rounds} alternating rounds: median (min–max)`,
    '',
    '| what grows | to | multiply-adds an image | ms a step | µs an image | GFLOP/s |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  const lines = rows.map(({ size, value, batch, multiplyAdds, stepMs }) => {
    const { median: ms, min, max } = stepMs;
    const cells = [
      size,
      String(value),
      `${(multiplyAdds / 1e6).toFixed(2)} M`,
      `${ms.toFixed(1)} (${min.toFixed(1)}–${max.toFixed(1)})`,
      ((1000 * ms) / batch).toFixed(1),
      ((FLOPS_OF_A_MULTIPLY_ADD * multiplyAdds * batch) / ms / 1e6).toFixed(0),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `${[...head, ...lines].join('\n')}\n`;
}
