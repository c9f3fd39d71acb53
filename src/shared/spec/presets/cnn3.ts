/** A 3 × 3 convolution, normalised, then rectified. */
function convolution(filters: number) {
  return [
    { type: 'Conv2D', filters, kernelSize: [3, 3], padding: 'same', useBias: false },
    { type: 'BatchNormalization', momentum: 0.9 },
    { type: 'Activation', activation: 'relu' },
  ] as const;
}

function residual(filters: number) {
  return {
    type: 'Residual',
    layers: [...convolution(filters), ...convolution(filters)],
  } as const;
}

/**
 * A small residual network, found on validation images alone (docs/presets.md); its shape is that of
 * D. Page, "How to train your ResNet" (2018), with a quarter to a half of the filters.
 */
export const CNN3_ARCHITECTURE = {
  input: 'image',
  layers: [
    ...convolution(32),
    ...convolution(64),
    { type: 'MaxPooling2D', poolSize: [2, 2] },
    residual(64),
    ...convolution(128),
    { type: 'MaxPooling2D', poolSize: [2, 2] },
    residual(128),
    ...convolution(256),
    { type: 'GlobalMaxPooling2D' },
    { type: 'Dropout', rate: 0.2 },
    { type: 'Dense', units: 10, activation: 'softmax' },
  ],
} as const;

/** How it is trained to its best. */
export const CNN3_TRAINING = {
  epochs: 24,
  batchSize: 256,
  optimizer: { type: 'AdamW', learningRate: 0.004, weightDecay: 0.05 },
  schedule: { type: 'cosine', warmupEpochs: 5 },
  loss: 'categoricalCrossentropy',
  labelSmoothing: 0.1,
  augmentation: { shift: 2, horizontalFlip: true, erase: 0.2 },
} as const;
