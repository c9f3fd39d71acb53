import { formatBytes, formatProgress, formatSeconds } from './progress.ts';

/** Where people are told what happens. Never stdout, which belongs to `--json`. */
export interface Reporter {
  /** One line of news. */
  line(text: string): void;
  /** A long step, with its expected size in bytes where known. */
  task(label: string, totalBytes?: number): ProgressTask;
}

/** A long step under way. */
export interface ProgressTask {
  /** @param bytes done so far */
  update(bytes: number): void;
  /** @param finished false when the step broke off, which leaves no closing line */
  end(finished?: boolean): void;
}

/** What a reporter writes on; `process.stderr` is one. */
export interface ReportStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const redrawMs = 100;
const plainLineMs = 5_000;

/**
 * Reports on a stream: a bar redrawn in place on a terminal, else an occasional line.
 *
 * @param now the clock, in milliseconds
 */
export function createReporter(
  stream: ReportStream,
  now: () => number = () => performance.now(),
): Reporter {
  const line = (text: string): void => {
    stream.write(`${text}\n`);
  };
  return {
    line,
    task(label, totalBytes) {
      const started = now();
      let drawn = started;
      let bytes = 0;
      const draw = (): void => {
        const state = { label, bytes, totalBytes, elapsedMs: now() - started };
        if (!stream.isTTY) return line(formatProgress(state));
        // A full last column would wrap; a terminal that knows no width says 0.
        const columns = (stream.columns || 80) - 1;
        stream.write(`\r\x1b[K${formatProgress({ ...state, columns }).slice(0, columns)}`);
      };
      return {
        update(value) {
          bytes = value;
          if (now() - drawn < (stream.isTTY ? redrawMs : plainLineMs)) return;
          drawn = now();
          draw();
        },
        end(finished = true) {
          const seconds = (now() - started) / 1000;
          if (stream.isTTY) stream.write('\r\x1b[K');
          if (!finished) return;
          line(`${label}  ${formatBytes(bytes)} in ${formatSeconds(seconds)}`);
        },
      };
    },
  };
}

/** A reporter that says nothing. */
export const silentReporter: Reporter = {
  line: () => undefined,
  task: () => ({ update: () => undefined, end: () => undefined }),
};
