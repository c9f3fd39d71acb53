/** The study's recurrent model; where the study is silent, docs/presets.md says what was chosen and why. */
export const RNN_ARCHITECTURE = {
  input: 'sequence',
  layers: [
    { type: 'LSTM', units: 128 },
    { type: 'Dropout', rate: 0.3 },
    { type: 'Dense', units: 128, activation: 'relu' },
    { type: 'Dropout', rate: 0.3 },
    { type: 'Dense', units: 10, activation: 'softmax' },
  ],
} as const;
