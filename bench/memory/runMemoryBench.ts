import { parseArgs } from 'node:util';
import { runAlone } from '../alone/runAlone.ts';
import { thisMachine } from '../machine.ts';
import type { MemorySpec } from './buildSpec.ts';
import { HELD_OUT_SPECS } from './heldOutSpecs.ts';
import { MEMORY_SPECS } from './memorySpecs.ts';

/** One network's peak memory, predicted and used. */
interface MemoryFigure {
  readonly name: string;
  readonly engine: 'native' | 'stock';
  readonly parameters: number;
  readonly predictedBytes: number;
  readonly usedBytes: number;
  /** Predicted by used. */
  readonly ratio: number;
}

const options = {
  'held-out': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/**
 * Runs `npm run bench -- memory`: trains a few steps of each network in a process of its own, from
 * reading the data to saving the model, and puts its peak beside what was predicted.
 */
export async function runMemoryBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const figures: MemoryFigure[] = [];
  for (const each of values['held-out'] ? HELD_OUT_SPECS : MEMORY_SPECS) {
    const figure = await measure(each);
    figures.push(figure);
    if (!values.json) process.stdout.write(figures.length === 1 ? table(figures) : row(figure));
  }
  const machine = thisMachine();
  if (values.json) process.stdout.write(`${JSON.stringify({ machine, figures })}\n`);
  else process.stdout.write(summary(figures));
}

async function measure({ name, spec }: MemorySpec): Promise<MemoryFigure> {
  const { peakBytes, events } = await runAlone(spec);
  const started = events.find((event) => event.kind === 'started');
  if (started?.kind !== 'started') throw new Error(`${name} never started`);
  const { engine } = started.environment;
  const predictedBytes = started.predictedPeakBytes;
  const ratio = predictedBytes / peakBytes;
  const { parameters } = started;
  return { name, engine, parameters, predictedBytes, usedBytes: peakBytes, ratio };
}

function table(figures: readonly MemoryFigure[]): string {
  const head = [
    '| network | engine | parameters | predicted, MB | used, MB | ratio |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  return `${head.join('\n')}\n${figures.map(row).join('')}`;
}

function row({ name, engine, parameters, predictedBytes, usedBytes, ratio }: MemoryFigure): string {
  const cells = [
    name,
    engine,
    parameters.toLocaleString('en'),
    (predictedBytes / 1e6).toFixed(0),
    (usedBytes / 1e6).toFixed(0),
    ratio.toFixed(2),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function summary(figures: readonly MemoryFigure[]): string {
  const errors = figures.map(({ ratio }) => Math.abs(ratio - 1));
  const within = errors.filter((error) => error <= 0.2).length;
  const worst = (100 * Math.max(...errors)).toFixed(0);
  return `\n${within} of ${figures.length} within 20 %, the worst ${worst} % off\n`;
}
