import type { Environment } from '../../../shared/contract/trainerProtocol.ts';
import type { MachineFact } from './machineFacts.ts';

/**
 * What the trainer said of this machine when it last trained here, as `doctor` says it.
 *
 * @param environment of that run; null where nothing was trained here yet
 */
export function trainerFacts(environment: Environment | null): readonly MachineFact[] {
  if (environment === null) {
    return [{ label: 'Native kernels', value: 'not known yet: the first run finds out' }];
  }
  const { engine, fallbacks, details } = environment;
  const trained = [
    engine === 'native' ? 'on native kernels' : 'on ordinary tfjs, slower',
    ...fallbacks,
  ];
  return [...kernelFacts(details), { label: 'The latest run', value: trained.join('; ') }];
}

function kernelFacts(details: Environment['details']): readonly MachineFact[] {
  if (details === undefined) return [];
  const { works, missing } = details.kernels;
  return [
    {
      label: 'Native kernels',
      value:
        missing.length === 0
          ? `all ${works.length} operations answer`
          : `no answer from ${missing.join(', ')}: what needs them runs on ordinary operations, slower`,
    },
    {
      label: 'Graphics card',
      value: details.gpu
        ? 'TensorFlow trains on it'
        : 'TensorFlow lists none: training uses the processor',
    },
  ];
}
