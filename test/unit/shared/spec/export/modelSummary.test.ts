import { describe, expect, it } from 'vitest';
import { modelSummary } from '../../../../../src/shared/spec/export/modelSummary.ts';
import { layerSchema } from '../../../../../src/shared/spec/layers/index.ts';
import { presetSpec } from '../specs.ts';

describe('modelSummary', () => {
  it('lists layers, shapes and parameters as Keras does', () => {
    expect(modelSummary(presetSpec('rnn').architecture, [28, 28, 1]).split('\n')).toEqual([
      'Layer (type)              Output Shape    Param #',
      '─────────────────────────────────────────────────',
      'input_layer (InputLayer)  (None, 28, 28)        0',
      'lstm (LSTM)               (None, 128)      80,384',
      'dropout (Dropout)         (None, 128)           0',
      'dense (Dense)             (None, 128)      16,512',
      'dropout_1 (Dropout)       (None, 128)           0',
      'dense_1 (Dense)           (None, 10)        1,290',
      '─────────────────────────────────────────────────',
      'Total params: 98,186',
      'Trainable params: 98,186',
      'Non-trainable params: 0',
      '',
    ]);
  });

  it('says what a sum is connected to', () => {
    const block = { type: 'Residual', layers: [{ type: 'Dropout', rate: 0.1 }] };
    const summary = modelSummary({ input: 'image', layers: [layerSchema.parse(block)] }, [4, 4, 1]);
    expect(summary).toMatch(/add \(Add\) +\(None, 4, 4, 1\) +0 {2}dropout, input_layer/);
  });
});
