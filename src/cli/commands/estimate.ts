import { availableParallelism } from 'node:os';
import { planRun } from '../../lab/planRun.ts';
import { timeBasis, type TimeBasis } from '../../lab/labEstimates.ts';
import { dataShapeOf } from '../../shared/cost/dataShape.ts';
import { estimateTime, type TimeEstimate } from '../../shared/cost/estimateTime.ts';
import { predictPeakMemory, type MemoryPrediction } from '../../shared/cost/peakMemory.ts';
import { mostWorkers, planExecution } from '../../shared/spec/execution/planExecution.ts';
import { findDataset } from '../../shared/dataset/datasetDescription.ts';
import type { SecondsRange } from '../../shared/model/runCost.ts';
import { inspectArchitecture } from '../../shared/spec/architecture.ts';
import { formatBytes } from '../../shared/formatBytes.ts';
import { machineMemory } from '../../trainer/session/machineMemory.ts';
import { buildSpec, readChanges, SPEC_OPTIONS } from '../buildSpec.ts';
import type { Command } from '../command.ts';
import { withLab } from '../headlessLab.ts';
import { formatCount, formatRange } from '../output/format.ts';
import { formatPairs } from '../output/table.ts';
import { readArchitectures } from '../readArchitectures.ts';
import { readDatasets } from '../readDatasets.ts';
import { PRESET_OPTION, startingSpec } from '../startingSpec.ts';
import { withReader } from '../withReader.ts';

/** What `estimate` finds. */
interface Estimate {
  readonly parameters: number;
  readonly memory: MemoryPrediction & { readonly availableBytes: number; readonly fits: boolean };
  /** Null where the machine was not calibrated. */
  readonly time: TimeEstimate | null;
  readonly calibration: TimeBasis['calibration'];
}

const UNCALIBRATED: TimeBasis = { calibration: null, ratios: [] };

/** `estimate`: what a run would take on this machine. */
export const estimate: Command = {
  name: 'estimate',
  summary: 'what a run would take: memory, and time on this machine',
  usage:
    'estimate PRESET|SPEC.json|--preset NAME [--epochs N] [--samples N] [--test-samples N] [--seed N] [--set KEY=VALUE …] [--calibrate] [--json]',
  details: [
    'The time rests on a calibration of the machine, measured once in a few seconds with --calibrate and kept in the lab, and is corrected by every run that completes. It is a range, meant to hold nine of ten runs on a machine with nothing else to do.',
  ],
  options: {
    ...PRESET_OPTION,
    ...SPEC_OPTIONS,
    seed: { type: 'string', value: 'N', help: 'the seed; it changes no estimate' },
    set: { type: 'string', multiple: true, value: 'KEY=VALUE', help: 'change the spec' },
    calibrate: { type: 'boolean', help: 'measure the machine first; nothing may be training' },
  },
  positionals: { names: ['spec'], min: 0 },
  run: async (context, args) => {
    const { home, terminal, json } = context;
    const datasets = await readDatasets(home);
    const start = await startingSpec(args, await readArchitectures(home), estimate.usage);
    const spec = buildSpec(start, readChanges(args), datasets);
    const dataset = findDataset(datasets, spec.dataset.id);
    if (dataset === undefined) return 1;
    if (args.flag('calibrate')) {
      terminal.say('Measuring this machine …');
      await withLab(context, ({ lab }) => lab.estimates.calibrate());
    }
    const known = await withReader(home, (store) => ({
      basis: timeBasis(store),
      plan: planRun(spec, store),
    }));
    const { calibration, ratios } = known?.basis ?? UNCALIBRATED;
    const plan = known?.plan ?? planExecution(spec, availableParallelism(), null);
    const data = dataShapeOf(spec, dataset);
    const report = inspectArchitecture(spec.architecture, data.imageShape, data.classes);
    const memory = predictPeakMemory(spec, data, { workers: mostWorkers(plan) });
    const availableBytes = machineMemory();
    const found: Estimate = {
      parameters: report.trainableParameters + report.nonTrainableParameters,
      memory: { ...memory, availableBytes, fits: memory.bytes <= availableBytes },
      time: calibration && estimateTime(spec, data, { rates: calibration.rates, ratios }, plan),
      calibration,
    };
    if (json) terminal.printJson(found);
    else terminal.print(describe(found));
    return 0;
  },
};

function describe({ parameters, memory, time }: Estimate): string {
  const fits = memory.fits ? '' : ', more than there is: it trains only with --anyway';
  return formatPairs([
    ['parameters', formatCount(parameters)],
    ['weights on disk', formatBytes(4 * parameters)],
    ['peak memory', `${formatBytes(memory.bytes)} of ${formatBytes(memory.availableBytes)}${fits}`],
    ...describeTime(time),
  ]);
}

function describeTime(time: TimeEstimate | null): [string, string][] {
  if (time === null) return [['time', 'not known yet: calibrate with --calibrate']];
  const runs = time.corrections === 1 ? '1 run' : `${time.corrections} runs`;
  const milliseconds = ({ low, high }: SecondsRange): string =>
    `${(1000 * low).toFixed(0)}–${(1000 * high).toFixed(0)} ms`;
  return [
    ['a step', milliseconds(time.perStep)],
    ['an epoch', formatRange(time.perEpoch)],
    ['in all', formatRange(time.total)],
    ['corrected by', time.corrections === 0 ? 'no run yet' : runs],
  ];
}
