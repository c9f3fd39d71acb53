import type { Monitor } from '../training/monitor.ts';
import type { Training } from '../training/index.ts';
import { learningRateCode } from './kerasScheduleCode.ts';
import { call, float, indented, snakeCase, type PythonArguments } from './python.ts';

const NAMES: Readonly<Record<string, string>> = { beta1: 'beta_1', beta2: 'beta_2' };

/** The file that the best epoch's weights are kept in. */
const BEST = 'best.weights.h5';

/** The optimiser of a run as Keras has it, its clipping included. */
function optimizerCode(training: Training): string {
  const { type, learningRate: _rate, ...options } = training.optimizer;
  const own = Object.entries(options).map(
    ([key, value]) =>
      [NAMES[key] ?? snakeCase(key), typeof value === 'number' ? float(value) : value] as const,
  );
  const { clipping } = training;
  return call(`keras.optimizers.${type}`, {
    learning_rate: learningRateCode(training),
    ...Object.fromEntries(own),
    ...(clipping && { [snakeCase(clipping.type)]: float(clipping.value) }),
  });
}

/** Compiles `model`. */
export function compileCode(training: Training): readonly string[] {
  const smoothing = training.labelSmoothing;
  const loss = call('keras.losses.CategoricalCrossentropy', {
    label_smoothing: smoothing === 0 ? undefined : smoothing,
  });
  return [
    'model.compile(',
    ...indented([
      `optimizer=${optimizerCode(training)},`,
      `loss=${loss},`,
      'metrics=["accuracy"],',
    ]),
    ')',
  ];
}

/** Trains `model` on `train`, watches `validation` and evaluates on the test images. */
export function fitCode(training: Training): readonly string[] {
  const { classWeights, keepBest } = training;
  const callbacks = callbackCodes(training);
  const listed = callbacks.length === 0 ? [] : ['callbacks = [', ...indented(callbacks), ']', ''];
  const weights = classWeights?.map((weight, index) => `${index}: ${weight}`).join(', ');
  return [
    ...listed,
    'model.fit(',
    ...indented([
      'train,',
      'validation_data=validation,',
      'epochs=EPOCHS,',
      ...(weights === undefined ? [] : [`class_weight={${weights}},`]),
      ...(callbacks.length === 0 ? [] : ['callbacks=callbacks,']),
    ]),
    ')',
    ...(keepBest === null ? [] : [call('model.load_weights', {}, [BEST])]),
    'print(model.evaluate(test, return_dict=True))',
  ];
}

function callbackCodes({ schedule, earlyStopping, keepBest }: Training): readonly string[] {
  const callbacks: string[] = [];
  const add = (name: string, options: PythonArguments): void => {
    callbacks.push(`${call(`keras.callbacks.${name}`, options)},`);
  };
  if (schedule.type === 'reduceOnPlateau') {
    const { monitor, factor, patience, minDelta, cooldown, minLearningRate } = schedule;
    const watched = watching(monitor);
    const least = { min_delta: minDelta, min_lr: minLearningRate };
    add('ReduceLROnPlateau', { ...watched, factor, patience, cooldown, ...least });
  }
  if (earlyStopping) {
    const { monitor, patience, minDelta } = earlyStopping;
    add('EarlyStopping', { ...watching(monitor), patience, min_delta: minDelta });
  }
  if (keepBest !== null) {
    const how = { save_best_only: true, save_weights_only: true };
    add('ModelCheckpoint', { filepath: BEST, ...watching(keepBest), ...how });
  }
  return callbacks;
}

function watching(monitor: Monitor): PythonArguments {
  return { monitor: snakeCase(monitor), mode: monitor === 'valLoss' ? 'min' : 'max' };
}
