import type { TrainerCommand } from '../shared/contract/trainerProtocol.ts';

/** How a trainer process ended. */
export interface TrainerExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** One trainer process, whether an Electron utility process or a plain child of Node. */
export interface TrainerProcess {
  readonly pid: number | undefined;
  post(command: TrainerCommand): void;
  /** Messages are unparsed; the caller checks them by schema. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once. */
  onExit(listener: (exit: TrainerExit) => void): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/**
 * Starts a trainer process.
 *
 * @param threads within one operation of TensorFlow, which fixes them at its start; null is its own number
 */
export type SpawnTrainer = (threads: number | null) => TrainerProcess;

/** The environment of a trainer process. */
export function trainerEnvironment(
  env: NodeJS.ProcessEnv,
  threads: number | null,
): NodeJS.ProcessEnv {
  return threads === null ? env : { ...env, TF_NUM_INTRAOP_THREADS: String(threads) };
}
