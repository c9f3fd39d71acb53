import type { Fetcher } from './fetchHttp.ts';
import type { Reporter } from './reporter.ts';
import type { Runner } from './runCommand.ts';

/** The outside world as provisioning sees it: everything a test replaces. */
export interface Tools {
  readonly fetch: Fetcher;
  readonly run: Runner;
  readonly report: Reporter;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Whether packages may be installed without asking: true only as root. */
  readonly isRoot: boolean;
  /** Milliseconds without a byte after which a source is given up. */
  readonly silenceMs: number;
}
