import { assertNever } from '../assertNever.ts';
import type { Augmentation } from '../spec/training/augmentation.ts';
import type { Clipping } from '../spec/training/clipping.ts';
import type { EarlyStopping } from '../spec/training/earlyStopping.ts';
import type { Training } from '../spec/training/index.ts';
import { MONITOR_LABELS } from '../spec/training/monitor.ts';
import type { Schedule } from '../spec/training/schedules/index.ts';
import { formatOption } from './describeLayer.ts';

/** A training option that a table says in one row, however many values it has. */
export type TrainingOption =
  | 'schedule'
  | 'labelSmoothing'
  | 'classWeights'
  | 'clipping'
  | 'augmentation'
  | 'earlyStopping'
  | 'keepBest';

/** What people call each option, in the form's order. */
export const TRAINING_OPTIONS: Readonly<Record<TrainingOption, string>> = {
  schedule: 'Schedule',
  labelSmoothing: 'Label smoothing',
  classWeights: 'Class weights',
  clipping: 'Gradient clipping',
  augmentation: 'Augmentation',
  earlyStopping: 'Early stopping',
  keepBest: 'Keep best',
};

/**
 * A training option in words; a draft's empty fields read as question marks.
 *
 * @returns null when it is off, as it is where nobody asks for it
 * @example describeTraining('schedule', training) // 'cosine, 2 epochs of warm-up'
 */
export function describeTraining(option: TrainingOption, training: Training): string | null {
  switch (option) {
    case 'schedule':
      return describeSchedule(training.schedule);
    case 'labelSmoothing':
      return training.labelSmoothing === 0 ? null : formatOption(training.labelSmoothing);
    case 'classWeights':
      return training.classWeights?.map(formatOption).join(', ') ?? null;
    case 'clipping':
      return training.clipping && describeClipping(training.clipping);
    case 'augmentation':
      return training.augmentation && describeAugmentation(training.augmentation);
    case 'earlyStopping':
      return training.earlyStopping && describeEarlyStopping(training.earlyStopping);
    case 'keepBest':
      return training.keepBest && `of best ${MONITOR_LABELS[training.keepBest]}`;
    default:
      return assertNever(option);
  }
}

function describeSchedule(schedule: Schedule): string | null {
  switch (schedule.type) {
    case 'constant':
      return null;
    case 'step':
    case 'exponential':
      return `${schedule.type}, × ${formatOption(schedule.decayRate)} every ${epochs(schedule.decayEpochs)}`;
    case 'cosine':
      return list([
        'cosine',
        schedule.warmupEpochs !== 0 && `${epochs(schedule.warmupEpochs)} of warm-up`,
        schedule.alpha !== 0 && `down to × ${formatOption(schedule.alpha)}`,
      ]);
    case 'oneCycle':
      return list([
        'one cycle',
        `rising for × ${formatOption(schedule.warmupShare)} of all steps`,
        `from ÷ ${formatOption(schedule.startDivisor)}`,
        `to another ÷ ${formatOption(schedule.endDivisor)}`,
      ]);
    case 'reduceOnPlateau':
      return list([
        'reduce on plateau',
        `× ${formatOption(schedule.factor)} after ${epochs(schedule.patience)}`,
        `${MONITOR_LABELS[schedule.monitor]}, least gain ${formatOption(schedule.minDelta)}`,
        schedule.cooldown !== 0 && `cooldown ${epochs(schedule.cooldown)}`,
        schedule.minLearningRate !== 0 && `not below ${formatOption(schedule.minLearningRate)}`,
      ]);
    default:
      return assertNever(schedule);
  }
}

function describeClipping({ type, value }: Clipping): string {
  return `${type} ${formatOption(value)}`;
}

function describeAugmentation(augmentation: Augmentation): string {
  const { shift, rotation, erase, horizontalFlip, verticalFlip } = augmentation;
  const words = list([
    shift !== 0 && `shift ${formatOption(shift)} px`,
    rotation !== 0 && `rotation ${formatOption(rotation)}°`,
    erase !== 0 && `erase ${formatOption(erase)}`,
    horizontalFlip && 'flip sideways',
    verticalFlip && 'flip upside down',
  ]);
  return words === '' ? 'nothing' : words;
}

function describeEarlyStopping({ monitor, patience, minDelta }: EarlyStopping): string {
  return list([
    `after ${epochs(patience)} without a better ${MONITOR_LABELS[monitor]}`,
    minDelta !== 0 && `least gain ${formatOption(minDelta)}`,
  ]);
}

function epochs(count: number): string {
  return `${formatOption(count)} ${count === 1 ? 'epoch' : 'epochs'}`;
}

function list(words: readonly (string | false)[]): string {
  return words.filter((word) => word !== false).join(', ');
}
