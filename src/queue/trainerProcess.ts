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

/**
 * V8's flags for a trainer. The young generation of its heaps, one a thread, is kept at 2 MB instead of 48: a
 * trainer makes next to no objects, but views of native memory, which are let go sooner so. And it may
 * collect its garbage when it has just let go of something large.
 */
export const TRAINER_V8_FLAGS: readonly string[] = ['--max-semi-space-size=1', '--expose-gc'];

/** For glibc, which else keeps a heap of its own for nearly every thread: 16 MB less, and a step as long. */
const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' };

/** The environment of a trainer process. */
export function trainerEnvironment(
  env: NodeJS.ProcessEnv,
  threads: number | null,
): NodeJS.ProcessEnv {
  const own = threads === null ? {} : { TF_NUM_INTRAOP_THREADS: String(threads) };
  return { ...FEW_ARENAS, ...env, ...own };
}
