import { describe, expect, it } from 'vitest';
import { applyNoticeToDetail, withSummary } from '../../../src/renderer/stores/runDetailState.ts';
import { aDetail, aRun, epochEnd, epochMetrics, progress } from './runFixtures.ts';

describe('applyNoticeToDetail', () => {
  it('appends an epoch and its matrix', () => {
    const after = applyNoticeToDetail(aDetail({ lastSeq: 4 }), {
      runId: 'A',
      seq: 5,
      event: epochEnd(1),
    });
    expect(after).toEqual(
      aDetail({
        epochs: [epochMetrics(1)],
        validationConfusions: [epochEnd(1).confusion],
        lastSeq: 5,
      }),
    );
  });

  it('leaves alone what the record already holds, and other runs', () => {
    const detail = aDetail({ lastSeq: 5 });
    const event = epochEnd(1);
    expect(applyNoticeToDetail(detail, { runId: 'A', seq: 5, event })).toBe(detail);
    expect(applyNoticeToDetail(detail, { runId: 'B', seq: 6, event })).toBe(detail);
  });

  it('moves on with what it does not keep', () => {
    const after = applyNoticeToDetail(aDetail(), { runId: 'A', seq: 3, event: progress() });
    expect(after).toEqual(aDetail({ lastSeq: 3 }));
  });

  it('takes in hashes, evaluation and artifacts', () => {
    const environment = {
      appVersion: '0',
      node: '22',
      electron: null,
      tfjs: '4',
      libtensorflow: '2',
      platform: 'linux',
      cpu: 'any',
      cores: 2,
      engine: 'native' as const,
      fallbacks: [],
    };
    const artifacts = [{ path: 'weights.bin', bytes: 4, sha256: 'x' }];
    const evaluation = {
      split: 'test' as const,
      loss: 0.3,
      accuracy: 0.9,
      count: 20,
      seconds: 1,
      batchSize: 32,
      confusion: epochEnd(1).confusion,
      perClass: [],
    };
    const events = [
      {
        kind: 'started' as const,
        environment,
        parameters: 10,
        trainCount: 40,
        validationCount: 10,
        testCount: 20,
        epochs: 1,
        epochsDone: 0,
        stepsPerEpoch: 2,
        datasetHash: 'data',
        splitHash: 'split',
        predictedPeakBytes: 500,
      },
      { kind: 'evaluation' as const, ...evaluation },
      {
        kind: 'finished' as const,
        outcome: 'completed' as const,
        artifacts,
        seconds: 3,
        peakBytes: 400,
      },
    ];
    const after = events.reduce(
      (detail, event, index) => applyNoticeToDetail(detail, { runId: 'A', seq: index + 1, event }),
      aDetail(),
    );
    expect(after).toEqual(
      aDetail({
        environment,
        datasetHash: 'data',
        splitHash: 'split',
        evaluation,
        artifacts,
        cost: { ...aDetail().cost, predictedPeakBytes: 500, peakBytes: 400 },
        lastSeq: 3,
      }),
    );
  });
});

it('withSummary replaces the row of its own run only', () => {
  const detail = aDetail();
  expect(withSummary(detail, aRun({ name: 'New' })).summary.name).toBe('New');
  expect(withSummary(detail, aRun({ id: 'B' }))).toBe(detail);
});
