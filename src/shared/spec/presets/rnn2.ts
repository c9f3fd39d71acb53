/** Two LSTMs that read the rows of the image in both directions, found on validation images alone (docs/presets.md). */
export const RNN2_ARCHITECTURE = {
  input: 'sequence',
  layers: [
    { type: 'Bidirectional', layer: 'LSTM', units: 128, returnSequences: true },
    { type: 'Dropout', rate: 0.3 },
    { type: 'Bidirectional', layer: 'LSTM', units: 128 },
    { type: 'Dropout', rate: 0.3 },
    { type: 'Dense', units: 10, activation: 'softmax' },
  ],
} as const;

/** How it is trained to its best. */
export const RNN2_TRAINING = {
  epochs: 40,
  batchSize: 128,
  optimizer: { type: 'AdamW', learningRate: 0.004, weightDecay: 0.01 },
  schedule: { type: 'cosine', warmupEpochs: 8 },
  loss: 'categoricalCrossentropy',
  labelSmoothing: 0.05,
  augmentation: { horizontalFlip: true, erase: 0.2 },
} as const;
