/**
 * Images in a batch of an evaluation. The test's are Keras's in `evaluate`, and so the study's: 10,000
 * test images are 313 batches.
 */
export const EVALUATION_BATCH = { validation: 256, test: 32 } as const;
