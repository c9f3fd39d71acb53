import { GLOBAL_OPTIONS, type Command, type OptionTable } from './command.ts';

/** How people start the headless lab. */
const PROGRAM = 'npm run lab --';

const DOCTOR = ['doctor', 'what is provisioned, versions, checks, and remedies'] as const;

/** What the command line can do. */
export function usage(commands: readonly Command[]): string {
  const list = [DOCTOR, ...commands.map(({ name, summary }) => [name, summary] as const)];
  const width = Math.max(...list.map(([name]) => name.length));
  return [
    `Atelier, a laboratory for image classifiers, without its window.`,
    '',
    `usage: ${PROGRAM} COMMAND [ARGUMENTS] [--home DIR] [--json]`,
    '',
    ...list.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    optionLines(GLOBAL_OPTIONS),
    '',
    `"${PROGRAM} help COMMAND" says more. A RUN is named by its number (3 or #3), its id or the start of`,
    'it, or its name. Exit status: 0 done, 1 the run or command failed (a run that was stopped counts),',
    '2 bad usage or bad input.',
  ].join('\n');
}

/** What one command does and takes. */
export function commandUsage(command: Command): string {
  const parts = [
    `usage: ${PROGRAM} ${command.usage}`,
    capitalized(`${command.summary}.`),
    ...command.details,
    optionLines({ ...command.options, ...GLOBAL_OPTIONS }),
  ];
  return parts.join('\n\n');
}

function optionLines(options: OptionTable): string {
  const rows = Object.entries(options).map(([name, { short, value, help }]) => {
    const dash = short === undefined ? '' : `-${short}, `;
    return [`${dash}--${name}${value === undefined ? '' : ` ${value}`}`, help] as const;
  });
  const width = Math.max(...rows.map(([form]) => form.length));
  return rows.map(([form, help]) => `  ${form.padEnd(width)}  ${help}`).join('\n');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
