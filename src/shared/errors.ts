/** Machine-readable reasons a lab operation can fail; one per remedy a person would need. */
export type LabErrorCode =
  | 'bad-input'
  | 'not-found'
  | 'illegal-state'
  | 'lab-in-use'
  | 'store-corrupt'
  | 'store-from-future'
  | 'store-unavailable'
  | 'dataset-missing'
  | 'dataset-corrupt'
  | 'out-of-memory'
  | 'disk-full'
  | 'folder-unwritable'
  | 'non-finite-loss'
  | 'trainer-crashed'
  | 'trainer-killed'
  | 'trainer-silent'
  | 'trainer-protocol'
  | 'checksum-mismatch'
  | 'source-silent'
  | 'download-failed'
  | 'provision-failed'
  | 'unsupported-platform'
  | 'forbidden'
  | 'internal';

/** What a {@link LabError} is made of. */
export interface LabErrorInit {
  readonly code: LabErrorCode;
  /** What happened, in one sentence a person understands. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Facts for "copy details": names, values, paths. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The plain form of a {@link LabError}, for crossing a process boundary. */
export interface LabErrorData {
  readonly code: LabErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly context?: Readonly<Record<string, unknown>> | undefined;
}

/** The one error class of the project: says what happened, why, and what would be right. */
export class LabError extends Error {
  readonly code: LabErrorCode;
  readonly hint: string | undefined;
  readonly context: Readonly<Record<string, unknown>> | undefined;

  constructor(init: LabErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = 'LabError';
    this.code = init.code;
    this.hint = init.hint;
    this.context = init.context;
  }

  /** The plain form, for IPC and `--json`. */
  toData(): LabErrorData {
    return { code: this.code, message: this.message, hint: this.hint, context: this.context };
  }
}

/** The error that a plain form was made of, on the other side of a process boundary. */
export function fromErrorData({ code, message, hint, context }: LabErrorData): LabError {
  return new LabError({
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(context !== undefined && { context }),
  });
}

/**
 * Turns anything thrown into a {@link LabError}; what is one already passes unchanged.
 *
 * @param thrown what a `catch` received
 * @param code the code to give a stranger, `internal` by default
 */
export function toLabError(thrown: unknown, code: LabErrorCode = 'internal'): LabError {
  if (thrown instanceof LabError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new LabError({ code, message, cause: thrown });
}
