import type { LabError } from '../shared/errors.ts';
import type { ExitStatus } from './command.ts';
import type { Terminal } from './output/terminal.ts';

/** Says on standard error what went wrong and what would be right. */
export function sayError(terminal: Terminal, error: LabError): void {
  terminal.say(`error: ${error.message}`);
  if (error.hint !== undefined) terminal.say(`       ${error.hint}`);
}

/** With what a command ends that failed so. */
export function failureStatus({ code }: LabError): Exclude<ExitStatus, 0> {
  return code === 'bad-input' || code === 'not-found' ? 2 : 1;
}
