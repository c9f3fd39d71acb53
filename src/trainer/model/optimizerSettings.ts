import { assertNever } from '../../shared/assertNever.ts';
import type { Optimizer } from '../../shared/spec/training.ts';
import type { OptimizerSettings } from '../engine/contract.ts';

/** The engine's settings for a spec's optimiser; what the spec does not offer has Keras's default. */
export function optimizerSettings(optimizer: Optimizer): OptimizerSettings {
  switch (optimizer.type) {
    case 'Adam':
    case 'SGD':
      return optimizer;
    case 'RMSprop':
      return { ...optimizer, centered: false };
    default:
      return assertNever(optimizer);
  }
}
