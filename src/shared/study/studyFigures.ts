/** Loss and accuracy as a place of the study gives them. */
export interface StudyMetrics {
  readonly loss: number;
  /** 0–1. */
  readonly accuracy: number;
}

/** The preset of one of the study's models. */
export type StudyModel = 'cnn' | 'cnn2' | 'rnn';

/** What the study says of one of its models. */
export interface StudyFigures {
  /** The preset's name. */
  readonly preset: StudyModel;
  readonly title: string;
  /** From the program output that the study shows. */
  readonly printed: StudyMetrics;
  /** From the study's prose, which does not agree with its own output. */
  readonly written: StudyMetrics;
  /** Seconds of the evaluation of 10,000 test images, rounded as Keras prints them. */
  readonly evaluationSeconds: number;
  /** Milliseconds per batch of 32, as Keras prints them beside. */
  readonly evaluationStepMs: number;
}

/**
 * The figures of O. Mbakwe, "Fashion MNIST Classification with CNN and RNN", 3 December 2023, one
 * training of each model. The printed outputs of CNN 2 and RNN are identical to the last digit, so at
 * most one of them can be what that model reached.
 */
export const STUDY_FIGURES: readonly StudyFigures[] = [
  {
    preset: 'cnn',
    title: 'CNN',
    printed: { loss: 0.2386905, accuracy: 0.9251 },
    written: { loss: 0.2403382, accuracy: 0.9235 },
    evaluationSeconds: 5,
    evaluationStepMs: 17,
  },
  {
    preset: 'cnn2',
    title: 'CNN 2',
    printed: { loss: 0.2413061, accuracy: 0.9183 },
    written: { loss: 0.2383, accuracy: 0.9437 },
    evaluationSeconds: 2,
    evaluationStepMs: 7,
  },
  {
    preset: 'rnn',
    title: 'RNN',
    printed: { loss: 0.2413061, accuracy: 0.9183 },
    written: { loss: 0.2164, accuracy: 0.9221 },
    evaluationSeconds: 1,
    evaluationStepMs: 5,
  },
];
