import { describe, expect, it } from 'vitest';
import type { Environment } from '../../../../src/shared/contract/trainerProtocol.ts';
import {
  compareRecords,
  describeVerification,
  type RunRecord,
} from '../../../../src/shared/verify/compareRecords.ts';
import { STARTED } from '../../store/samples.ts';

const epoch = (number: number, loss = 1 / number) =>
  ({
    epoch: number,
    loss,
    accuracy: 0.5,
    valLoss: 2,
    valAccuracy: 0.4,
    learningRate: 0.001,
    seconds: Math.random(),
  }) as RunRecord['detail']['epochs'][number];

function record(
  changes: Partial<RunRecord['detail']> = {},
  rest: Partial<RunRecord> = {},
): RunRecord {
  return {
    detail: {
      epochs: [epoch(1), epoch(2)],
      evaluation: null,
      artifacts: [{ path: 'model/weights.bin', bytes: 1, sha256: 'a' }],
      environment: STARTED.environment,
      datasetHash: 'd',
      splitHash: 's',
      ...changes,
    },
    steps: [
      { epoch: 1, step: 10, loss: 0.5, accuracy: 0.25 },
      { epoch: 2, step: 120, loss: 0.31, accuracy: 0.5 },
    ],
    predictions: { indices: [3, 8], classes: [1, 2], confidences: [0.5, 0.25] },
    ...rest,
  };
}

const verdict = (second: RunRecord) => describeVerification(compareRecords(record(), second));

describe('compareRecords', () => {
  it('finds no difference in times', () => {
    const { firstDifference, compared, environment } = compareRecords(record(), record());
    expect(firstDifference).toBeNull();
    expect(compared).toEqual({ epochs: 2, steps: 2, predictions: 2, weightFiles: 1 });
    expect(environment).toEqual([]);
    expect(verdict(record())).toBe('identical over 2 epochs');
  });

  it('names the first place in the order of training', () => {
    const steps = [{ epoch: 2, step: 120, loss: 0.32, accuracy: 0.5 }];
    expect(verdict(record({ epochs: [epoch(1), epoch(2, 0.7)] }, { steps }))).toBe(
      'differs first at epoch 2 step 120: loss 0.31 vs 0.32',
    );
    expect(verdict(record({ epochs: [epoch(1, 0.9), epoch(2)] }, { steps }))).toBe(
      'differs first at epoch 1: loss 1 vs 0.9',
    );
    expect(verdict(record({ splitHash: 'other' }))).toContain('split: hash');
  });

  it('compares only steps that both kept', () => {
    const second = record({}, { steps: [{ epoch: 1, step: 11, loss: 9, accuracy: 0 }] });
    expect(compareRecords(record(), second)).toMatchObject({
      firstDifference: null,
      compared: { steps: 0 },
    });
  });

  it('sees the last bit of a prediction, a missing epoch and other weights', () => {
    const predictions = { indices: [3, 8], classes: [1, 2], confidences: [0.5, 0.25 + 2 ** -54] };
    expect(verdict(record({}, { predictions }))).toContain('test image 8: confidence');
    expect(verdict(record({}, { predictions: null }))).toContain('predictions: count 2 vs nothing');
    expect(verdict(record({ epochs: [epoch(1)] }))).toContain('epoch 2: loss 0.5 vs nothing');
    const artifacts = [{ path: 'model/weights.bin', bytes: 1, sha256: 'b' }];
    expect(verdict(record({ artifacts }))).toBe(
      'differs first at model/weights.bin: SHA-256 a vs b',
    );
  });

  it('says where the machine differs, also when no number does', () => {
    const environment: Environment = { ...STARTED.environment, cores: 64 };
    expect(compareRecords(record(), record({ environment }))).toMatchObject({
      firstDifference: null,
      environment: [{ place: 'cores', first: '2', second: '64' }],
    });
    const execution = { computeType: 'float32', workers: 1, threads: 2, trial: null } as const;
    const shared = { ...STARTED.environment, execution };
    const alone = { ...shared, execution: { ...execution, threads: 1 } };
    const found = compareRecords(record({ environment: shared }), record({ environment: alone }));
    expect(found.environment).toEqual([{ place: 'execution.threads', first: '2', second: '1' }]);
  });
});
