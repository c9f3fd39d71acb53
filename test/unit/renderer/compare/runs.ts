import { NO_COST } from '../../../../src/shared/model/runCost.ts';
import { epochColumns } from '../../../../src/shared/model/epochColumns.ts';
import type { ComparedRun, RunSummary } from '../../../../src/shared/model/run.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';
import type { ExperimentSpec } from '../../../../src/shared/spec/experimentSpec.ts';

/** A preset's spec. */
export function presetSpec(id: string): ExperimentSpec {
  const preset = findPreset(id);
  if (!preset) throw new Error(`no preset ${id}`);
  return preset.spec;
}

/** A finished run with the given parts replaced. */
export function finishedRun(
  summary: Partial<RunSummary> = {},
  detail: Partial<Omit<ComparedRun, 'summary'>> = {},
): ComparedRun {
  return {
    summary: {
      id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      number: 1,
      name: 'cnn · seed 1',
      model: 'cnn',
      state: 'completed',
      seed: 1,
      epochs: 2,
      epochsDone: 2,
      parameters: 9_512_394,
      bestValAccuracy: 0.92,
      bestEpoch: 2,
      testAccuracy: 0.915,
      testLoss: 0.24,
      testCount: 10_000,
      createdAt: '2026-01-01T10:00:00.000Z',
      startedAt: '2026-01-01T10:00:01.000Z',
      finishedAt: '2026-01-01T10:05:00.000Z',
      trainingSeconds: 299,
      queuePosition: null,
      favourite: false,
      color: null,
      archivedAt: null,
      experimentId: null,
      tags: [],
      hasNote: false,
      failure: null,
      ...summary,
    },
    spec: presetSpec('cnn'),
    specHash: 'spec',
    datasetHash: 'data',
    splitHash: 'split',
    environment: null,
    cost: NO_COST,
    epochs: epochColumns(
      [1, 2].map((epoch) => ({
        epoch,
        loss: 0.5 / epoch,
        accuracy: 0.85 + epoch / 50,
        valLoss: 0.4 / epoch,
        valAccuracy: 0.88 + epoch / 50,
        learningRate: 0.001,
        seconds: 100 + epoch * 10,
      })),
    ),
    evaluation: null,
    ending: null,
    artifacts: [],
    checkpoints: [],
    lastSeq: 9,
    ...detail,
  };
}
