import os from 'node:os';
import type { ExecutionOrder, UsedExecution } from '../../shared/contract/execution.ts';
import type { Environment } from '../../shared/contract/trainerProtocol.ts';
import type { TrainingProgram } from '../engine/contract.ts';
import { binding, tf } from '../tf.ts';
import { appVersion } from './appVersion.ts';
import { environmentDetails } from './environmentDetails.ts';

/** What a run is trained with: this process, its TensorFlow and the path its program takes. */
export function describeEnvironment(
  program: Pick<TrainingProgram, 'kind' | 'fallbacks' | 'computeType' | 'workers' | 'trial'>,
  order: ExecutionOrder,
): Environment {
  const { kind, fallbacks } = program;
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
    execution: usedExecution(program, order),
    details: environmentDetails(),
  };
}

function usedExecution(
  { computeType, workers, trial }: Pick<TrainingProgram, 'computeType' | 'workers' | 'trial'>,
  order: ExecutionOrder,
): UsedExecution {
  const key = typeof order.workers === 'number' ? null : order.workers.key;
  const kept = key === null || trial === null ? null : { key, candidates: [...trial.candidates] };
  return { computeType, workers, trial: kept };
}
