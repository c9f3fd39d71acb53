import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root, where every tool runs. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a finished process left. */
export interface ProcessResult {
  /** Exit status; 1 when a signal ended it or it could not start. */
  readonly code: number;
  /** Standard output and standard error as they came, empty when they went straight to the terminal. */
  readonly output: string;
  readonly seconds: number;
}

/** How to run one process. */
export interface RunProcessOptions {
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Keep the output instead of showing it.
   * @default false
   */
  readonly quiet?: boolean;
}

const running = new Set<ReturnType<typeof spawn>>();

/** Runs a program in the repository's root and waits for its end. Never rejects: a failure is an exit status. */
export function runProcess(
  command: string,
  args: readonly string[],
  { env = {}, quiet = false }: RunProcessOptions = {},
): Promise<ProcessResult> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    running.add(child);
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const finish = (code: number): void => {
      running.delete(child);
      resolve({ code, output, seconds: (performance.now() - started) / 1000 });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** Ends every process that {@link runProcess} has under way. */
export function endProcesses(): void {
  for (const child of running) child.kill('SIGTERM');
}
