import type { TextStream } from './terminal.ts';

/** Between two lines of progress where there is no terminal to redraw. */
const QUIET_GAP_MS = 5000;

/**
 * A line that is drawn over on a terminal, and written now and then where there is none (a log, a pipe).
 */
export class LiveLine {
  readonly #stream: TextStream;
  readonly #now: () => number;
  #shown = false;
  #writtenAt = -Infinity;

  constructor(stream: TextStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
  }

  /** Shows how things stand; what is shown now replaces what was. */
  update(text: string): void {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\u001B[2K${this.#clip(text)}`);
      this.#shown = true;
      return;
    }
    if (this.#now() - this.#writtenAt < QUIET_GAP_MS) return;
    this.#writtenAt = this.#now();
    this.#stream.write(`${text}\n`);
  }

  /** Writes a line that stays, above whatever comes next. */
  settle(text: string): void {
    this.clear();
    this.#stream.write(`${text}\n`);
    this.#writtenAt = this.#now();
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001B[2K');
    this.#shown = false;
  }

  // A line wider than the terminal would wrap, and its first part could not be drawn over.
  #clip(text: string): string {
    // A terminal that does not know its width says 0.
    const columns = this.#stream.columns || 80;
    return text.length < columns ? text : `${text.slice(0, Math.max(0, columns - 2))}…`;
  }
}
