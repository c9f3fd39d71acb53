/** Writes a line for whoever reads the trainer's standard error; messages carry everything else. */
export function log(message: string): void {
  process.stderr.write(`[trainer ${process.pid}] ${message}\n`);
}
