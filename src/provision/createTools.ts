import { fetchHttp } from './fetchHttp.ts';
import { createReporter } from './reporter.ts';
import { runCommand } from './runCommand.ts';
import type { Tools } from './tools.ts';

/** A source that sends nothing for this long, in milliseconds, is given up. */
export const defaultSilenceMs = 10_000;

/**
 * The real tools: HTTP, child processes, progress on stderr.
 *
 * @param overrides what to replace, such as the fetcher in a test
 */
export function createTools(overrides: Partial<Tools> = {}): Tools {
  return {
    fetch: fetchHttp,
    run: runCommand,
    report: createReporter(process.stderr),
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    isRoot: process.getuid?.() === 0,
    silenceMs: defaultSilenceMs,
    ...overrides,
  };
}
