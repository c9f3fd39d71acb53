import { expect, it } from 'vitest';
import { verificationRow } from '../../../../src/renderer/components/run/verificationRow.ts';
import type { RunState } from '../../../../src/shared/model/runState.ts';
import type { RunVerification } from '../../../../src/shared/verify/runVerification.ts';

const run = { id: 'A', number: 1, name: 'base', state: 'completed' } as const;
const again = (state: RunState = 'completed') => ({ id: 'B', number: 2, name: 'again', state });
const result = {
  firstDifference: null,
  compared: { epochs: 1, steps: 1_200, predictions: 10_000, weightFiles: 1 },
  environment: [],
};
const verification = (part: Partial<RunVerification> = {}): RunVerification => ({
  run,
  repetition: again(),
  result,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...part,
});

it('names the other run, on the page of either', () => {
  const onRun = verificationRow(verification(), 'A');
  expect([onRun.role, onRun.other?.name]).toEqual(['Trained again as', 'again']);
  const onRepetition = verificationRow(verification(), 'B');
  expect([onRepetition.role, onRepetition.other?.name]).toEqual(['Repeats', 'base']);
});

it('says that nothing differs and what was compared, or what differs first', () => {
  expect(verificationRow(verification(), 'A')).toMatchObject({
    badge: { word: 'Identical', tone: 'positive' },
    words: 'Identical over 1 epoch.',
    compared:
      'Compared to the bit: data and split, 1 epoch, 1,200 steps, 10,000 test images, 1 weight file.',
  });
  const firstDifference = { place: 'epoch 1 step 8: loss', first: '0.5', second: '0.6' };
  expect(
    verificationRow(verification({ result: { ...result, firstDifference } }), 'A'),
  ).toMatchObject({
    badge: { word: 'Differs', tone: 'danger' },
    words: 'Differs first at epoch 1 step 8: loss 0.5 vs 0.6.',
  });
});

it.each<[RunVerification['repetition'], string]>([
  [again('queued'), 'It waits in the queue'],
  [again('running'), 'It is running'],
  [again('failed'), 'It is failed; only a completed repetition can be compared. Resume it.'],
  [null, 'The repetition was deleted before it could be compared.'],
])('says what is waited for', (repetition, words) => {
  const row = verificationRow(verification({ result: null, repetition }), 'A');
  expect(row).toMatchObject({ badge: { word: 'Not compared yet' }, compared: '' });
  expect(row.words).toContain(words);
});
