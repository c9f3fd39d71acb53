import { expect, it } from 'vitest';
import { describeEnding } from '../../../../src/shared/model/runEnding.ts';

it('says why a run ended early and which weights it kept', () => {
  const stoppedEarly = { epoch: 7, monitor: 'valLoss', waited: 3 } as const;
  expect(describeEnding({ stoppedEarly, keptEpoch: 4 })).toEqual([
    'Stopped early after epoch 7: validation loss had not improved for 3 epochs',
    'Kept the weights of epoch 4, its best',
  ]);
  expect(describeEnding({ stoppedEarly: null, keptEpoch: null })).toEqual([]);
});
