import { assertNever } from '../../assertNever.ts';
import type { Training } from '../training/index.ts';
import type { Schedule } from '../training/schedules/index.ts';
import { call, code, float, type PythonValue } from './python.ts';

/** PyTorch's OneCycleLR, which Keras does not have. */
const ONE_CYCLE = [
  'class OneCycle(keras.optimizers.schedules.LearningRateSchedule):',
  '    def __init__(self, peak, total_steps, warmup_share, start_divisor, end_divisor):',
  '        self.peak, self.total_steps, self.warmup_share = peak, total_steps, warmup_share',
  '        self.start_divisor, self.end_divisor = start_divisor, end_divisor',
  '',
  '    def __call__(self, step):',
  '        ops = keras.ops',
  '        step = ops.cast(step, "float32")',
  '        first, last = self.peak / self.start_divisor, self.peak / self.start_divisor / self.end_divisor',
  '        top = self.warmup_share * self.total_steps - 1',
  '        rising = ops.clip(step / max(top, 1e-9), 0.0, 1.0)',
  '        falling = ops.clip((step - top) / max(self.total_steps - 1 - top, 1e-9), 0.0, 1.0)',
  '        anneal = lambda start, end, part: end + (start - end) / 2 * (1 + ops.cos(np.pi * part))',
  '        return ops.where(step <= top, anneal(first, self.peak, rising), anneal(self.peak, last, falling))',
  '',
  '    def get_config(self):',
  '        return {"peak": self.peak, "total_steps": self.total_steps, "warmup_share": self.warmup_share,',
  '                "start_divisor": self.start_divisor, "end_divisor": self.end_divisor}',
];

/** What a schedule needs before it can be named. */
export function scheduleDefinition({ type }: Schedule): readonly string[] {
  return type === 'oneCycle' ? ONE_CYCLE : [];
}

/**
 * The learning rate of an optimiser: a number, or a schedule of Keras's over `steps_per_epoch` and
 * `EPOCHS`.
 */
export function learningRateCode({ optimizer, schedule }: Training): PythonValue {
  const base = float(optimizer.learningRate);
  switch (schedule.type) {
    case 'constant':
    case 'reduceOnPlateau':
      return base;
    case 'step':
    case 'exponential':
      return schedules('ExponentialDecay', {
        initial_learning_rate: base,
        decay_steps: code(`${schedule.decayEpochs} * steps_per_epoch`),
        decay_rate: schedule.decayRate,
        staircase: schedule.type === 'step' ? true : undefined,
      });
    case 'cosine': {
      const warms = schedule.warmupEpochs > 0;
      return schedules('CosineDecay', {
        initial_learning_rate: warms ? float(0) : base,
        decay_steps: code(
          warms
            ? `(EPOCHS - ${schedule.warmupEpochs}) * steps_per_epoch`
            : 'EPOCHS * steps_per_epoch',
        ),
        alpha: float(schedule.alpha),
        warmup_target: warms ? base : undefined,
        warmup_steps: warms ? code(`${schedule.warmupEpochs} * steps_per_epoch`) : undefined,
      });
    }
    case 'oneCycle':
      return code(
        call('OneCycle', {
          peak: base,
          total_steps: code('EPOCHS * steps_per_epoch'),
          warmup_share: schedule.warmupShare,
          start_divisor: float(schedule.startDivisor),
          end_divisor: schedule.endDivisor,
        }),
      );
    default:
      return assertNever(schedule);
  }
}

function schedules(name: string, options: Parameters<typeof call>[1]): PythonValue {
  return code(call(`keras.optimizers.schedules.${name}`, options));
}
