import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import type { EnvironmentDetails } from '../../shared/contract/trainerProtocol.ts';
import { probeKernels } from '../kernels/probe.ts';
import { binding } from '../tf.ts';
import { numberSettings, vectorFlags } from './numberSettings.ts';

/** What a run's numbers depend on beside versions: instructions, threads, settings, kernels. */
export function environmentDetails(): EnvironmentDetails {
  return {
    cpuFlags: vectorFlags(readOrNothing('/proc/cpuinfo')),
    threads: {
      intraOp: threadSetting('TF_NUM_INTRAOP_THREADS'),
      interOp: threadSetting('TF_NUM_INTEROP_THREADS'),
      process: countThreads(),
    },
    settings: numberSettings(process.env),
    kernels: probeKernels(),
    gpu: binding.isUsingGpuDevice(),
  };
}

/** What TensorFlow takes where nobody says otherwise: a thread for each core. */
function threadSetting(name: string): number {
  const set = Number(process.env[name]);
  return Number.isInteger(set) && set > 0 ? set : os.availableParallelism();
}

function countThreads(): number | null {
  try {
    return readdirSync('/proc/self/task').length;
  } catch {
    return null;
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
