import { LabError } from '../../shared/errors.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';

/**
 * Refuses what a spec can say but training does not do yet: a record must not claim it.
 *
 * @throws LabError `bad-input` naming the field
 */
export function assertTrainable({ training }: ExperimentSpec): void {
  if (training.augmentation === null) return;
  throw new LabError({
    code: 'bad-input',
    message: 'training.augmentation: images cannot be augmented yet',
    hint: 'Set training.augmentation to null',
  });
}
