/** The study's first model; where the study is silent, docs/presets.md says what was chosen and why. */
export const CNN_ARCHITECTURE = {
  input: 'image',
  layers: [
    { type: 'Conv2D', filters: 32, kernelSize: [3, 3], activation: 'relu' },
    { type: 'BatchNormalization', momentum: 0.9 },
    { type: 'Conv2D', filters: 32, kernelSize: [3, 3], activation: 'relu' },
    { type: 'BatchNormalization', momentum: 0.9 },
    { type: 'Dropout', rate: 0.5 },
    { type: 'Flatten' },
    { type: 'Dense', units: 512, activation: 'relu' },
    { type: 'BatchNormalization', momentum: 0.9 },
    { type: 'Dropout', rate: 0.5 },
    { type: 'Dense', units: 128, activation: 'relu' },
    { type: 'BatchNormalization', momentum: 0.9 },
    { type: 'Dropout', rate: 0.5 },
    { type: 'Dense', units: 10, activation: 'softmax' },
  ],
} as const;
