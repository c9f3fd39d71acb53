import { describe, expect, it } from 'vitest';
import { layerNames } from '../../../../src/shared/spec/layerNames.ts';

describe('layerNames', () => {
  it('names and numbers layers as a fresh Keras session does', () => {
    const classes = ['Conv2D', 'BatchNormalization', 'Conv2D', 'MaxPooling2D', 'LSTM', 'Conv2D'];
    expect(layerNames(classes)).toEqual([
      'conv2d',
      'batch_normalization',
      'conv2d_1',
      'max_pooling2d',
      'lstm',
      'conv2d_2',
    ]);
    expect(layerNames(['GlobalAveragePooling2D', 'SimpleRNN', 'Dense'])).toEqual([
      'global_average_pooling2d',
      'simple_rnn',
      'dense',
    ]);
  });
});
