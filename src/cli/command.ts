import type { Arguments } from './arguments.ts';
import type { Terminal } from './output/terminal.ts';

/** One option of a command. */
export interface OptionDefinition {
  readonly type: 'string' | 'boolean';
  /** May be given more than once. */
  readonly multiple?: boolean;
  readonly short?: string;
  /** How help names the value, such as `N`. */
  readonly value?: string;
  readonly help: string;
}

/** Options by their long name. */
export type OptionTable = Readonly<Record<string, OptionDefinition>>;

/** Options that every command takes. */
export const GLOBAL_OPTIONS: OptionTable = {
  home: {
    type: 'string',
    value: 'DIR',
    help: 'the lab to work in (or ATELIER_HOME)',
  },
  json: { type: 'boolean', help: 'JSON on standard output, and nothing else there' },
  help: { type: 'boolean', short: 'h', help: 'what the command does and takes' },
};

/** What a command works with. */
export interface CommandContext {
  /** The lab's folder. */
  readonly home: string;
  readonly terminal: Terminal;
  /** Whether standard output carries JSON. */
  readonly json: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls back at each Ctrl+C or request to end. @returns a function that ends the subscription */
  onInterrupt(listener: () => void): () => void;
}

/** Exit status: done, the run or command failed, bad usage or bad input. */
export type ExitStatus = 0 | 1 | 2;

/** One command of the headless lab. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The command and what it takes, on one line. */
  readonly usage: string;
  /** More than the summary says, a paragraph each. */
  readonly details: readonly string[];
  readonly options: OptionTable;
  readonly positionals: {
    readonly names: readonly string[];
    /** @default all of `names` */
    readonly min?: number;
    /** @default all of `names` */
    readonly max?: number;
  };
  run(context: CommandContext, args: Arguments): Promise<ExitStatus>;
}
