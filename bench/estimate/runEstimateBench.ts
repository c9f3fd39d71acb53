import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Lab } from '../../src/lab/openLab.ts';
import { dataShapeOf } from '../../src/shared/cost/dataShape.ts';
import { estimateTime } from '../../src/shared/cost/estimateTime.ts';
import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import { openBenchLab } from '../openBenchLab.ts';
import { thisMachine } from '../machine.ts';
import { estimateTable, type EstimateDocument, type EstimateFigure } from './estimateFigures.ts';
import { ESTIMATE_SPECS, type EstimateSpec } from './estimateSpecs.ts';

const options = {
  json: { type: 'boolean', default: false },
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
    for (const each of ESTIMATE_SPECS) {
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
  const data = dataShapeOf(spec, FASHION_MNIST);
  const model = estimateTime(spec, data, calibration.rates, ratios);
  const untested = estimateTime(spec, { ...data, testCount: 0 }, calibration.rates, ratios);
  const { id } = lab.queue.enqueue({ spec });
  const { state } = await lab.queue.train(id);
  const { cost, summary, evaluation } = lab.store.getRun(id);
  if (state !== 'completed' || cost.estimate === null || summary.trainingSeconds === null) {
    throw new Error(`${name} ended as ${state}`);
  }
  return {
    name,
    corrections: model.corrections,
    range: cost.estimate.seconds,
    actualSeconds: summary.trainingSeconds,
    modelledTestSeconds: model.modelledSeconds - untested.modelledSeconds,
    testSeconds: evaluation?.seconds ?? Number.NaN,
  };
}
