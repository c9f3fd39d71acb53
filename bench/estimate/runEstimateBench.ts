import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Lab } from '../../src/lab/openLab.ts';
import { planRun } from '../../src/lab/planRun.ts';
import { dataShapeOf } from '../../src/shared/cost/dataShape.ts';
import { estimateTime } from '../../src/shared/cost/estimateTime.ts';
import { timeParts } from '../../src/shared/cost/paceRatio.ts';
import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import { openBenchLab } from '../openBenchLab.ts';
import { thisMachine } from '../machine.ts';
import { estimateTable, type EstimateDocument, type EstimateFigure } from './estimateFigures.ts';
import { ESTIMATE_SPECS, LONG_SPECS, type EstimateSpec } from './estimateSpecs.ts';

const options = {
  json: { type: 'boolean', default: false },
  long: { type: 'boolean', default: false },
} as const;

/**
 * Runs `npm run bench -- estimate`: calibrates the machine in a fresh lab, then trains ten short runs one
 * after another and puts what each took beside the range that stood in the lab before it began.
 */
export async function runEstimateBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const home = mkdtempSync(path.join(tmpdir(), 'atelier-bench-'));
  const lab = await openBenchLab(home);
  const figures: EstimateFigure[] = [];
  try {
    process.stderr.write('calibrating\n');
    await lab.estimates.calibrate();
    for (const each of values.long ? [...ESTIMATE_SPECS, ...LONG_SPECS] : ESTIMATE_SPECS) {
      process.stderr.write(`${each.name}\n`);
      figures.push(await measure(lab, each));
    }
  } finally {
    await lab.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
  const document: EstimateDocument = { machine: thisMachine(), figures };
  process.stdout.write(values.json ? `${JSON.stringify(document)}\n` : estimateTable(document));
}

async function measure(lab: Lab, { name, spec }: EstimateSpec): Promise<EstimateFigure> {
  const { calibration, ratios } = lab.estimates.basis();
  if (calibration === null) throw new Error('the calibration was not kept');
  const known = { rates: calibration.rates, ratios };
  const data = dataShapeOf(spec, FASHION_MNIST);
  const { corrections } = estimateTime(spec, data, known, planRun(spec, lab.store));
  const { id } = lab.queue.enqueue({ spec });
  const { state } = await lab.queue.train(id);
  const { cost, summary, evaluation, epochs } = lab.store.getRun(id);
  const { estimate } = cost;
  const seconds = summary.trainingSeconds;
  if (state !== 'completed' || !estimate?.modelled || seconds === null || evaluation === null) {
    throw new Error(`${name} ended as ${state}`);
  }
  return {
    name,
    corrections,
    range: estimate.seconds,
    actualSeconds: seconds,
    modelled: estimate.modelled,
    took: timeParts({
      seconds,
      epochs: epochs.length,
      epochSeconds: epochs.reduce((sum, epoch) => sum + epoch.seconds, 0),
      firstEpochSeconds: epochs[0]?.seconds ?? Number.NaN,
      testSeconds: evaluation.seconds,
    }),
  };
}
