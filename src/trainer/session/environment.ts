import os from 'node:os';
import type { Environment } from '../../shared/contract/trainerProtocol.ts';
import type { TrainingProgram } from '../engine/contract.ts';
import { binding, tf } from '../tf.ts';
import { appVersion } from './appVersion.ts';

/** What a run is trained with: this process, its TensorFlow and the path its program takes. */
export function describeEnvironment({
  kind,
  fallbacks,
}: Pick<TrainingProgram, 'kind' | 'fallbacks'>): Environment {
  const cpus = os.cpus();
  return {
    appVersion,
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    tfjs: tf.version.tfjs,
    libtensorflow: binding.TF_Version,
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    engine: kind,
    fallbacks: [...fallbacks],
  };
}
