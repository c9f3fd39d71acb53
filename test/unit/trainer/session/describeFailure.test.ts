import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/shared/errors.ts';
import { describeFailure } from '../../../../src/trainer/session/describeFailure.ts';

describe('describeFailure', () => {
  it('says what was needed when memory ran out', () => {
    const error = describeFailure(
      new Error(
        'Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[256,26,26,32] and type float',
      ),
    );
    expect(error).toMatchObject({
      code: 'out-of-memory',
      message: 'Training ran out of memory: it needed a tensor of 256 × 26 × 26 × 32 (21 MiB)',
      hint: 'Use a smaller batch, or fewer filters or units',
    });
  });

  it.each([
    'std::bad_alloc',
    'Resource exhausted: no room',
    'RESOURCE_EXHAUSTED: no room',
    'Array buffer allocation failed',
    'Invalid typed array length: 99999999999',
  ])('knows %s', (message) => {
    expect(describeFailure(new Error(message))).toMatchObject({
      code: 'out-of-memory',
      message: 'Training ran out of memory',
    });
  });

  it('leaves an error of the lab as it is', () => {
    const error = new LabError({ code: 'dataset-missing', message: 'not there' });
    expect(describeFailure(error)).toBe(error);
  });

  it.each([
    [new Error('boom'), 'Training failed: boom'],
    ['a word', 'Training failed: a word'],
    [undefined, 'Training failed: undefined'],
  ])('calls anything else internal', (thrown, message) => {
    expect(describeFailure(thrown)).toMatchObject({ code: 'internal', message });
  });
});
