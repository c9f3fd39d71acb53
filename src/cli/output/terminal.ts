/** A stream that text is written to. */
export interface TextStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Where a command writes: results on standard output, everything else on standard error. */
export class Terminal {
  readonly stdout: TextStream;
  readonly stderr: TextStream;

  constructor(stdout: TextStream, stderr: TextStream) {
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** A result for people: lines on standard output. */
  print(text: string): void {
    this.stdout.write(`${text}\n`);
  }

  /** A result for programs: one line of JSON on standard output. */
  printJson(value: unknown): void {
    this.stdout.write(`${toJson(value)}\n`);
  }

  /** A word to the person, beside the result. */
  say(text: string): void {
    this.stderr.write(`${text}\n`);
  }
}

/** JSON in which typed arrays are plain arrays. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    ArrayBuffer.isView(inner) && !(inner instanceof DataView)
      ? Array.from(inner as unknown as ArrayLike<number>)
      : inner,
  );
}
