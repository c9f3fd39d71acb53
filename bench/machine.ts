import { cpus } from 'node:os';

/** What figures were taken on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
}
