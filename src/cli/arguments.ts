import { LabError } from '../shared/errors.ts';

/** What the parser makes of an option. */
export type RawValue = string | boolean | (string | boolean)[] | undefined;

/** A command's arguments, checked against its definition. */
export class Arguments {
  readonly #values: Readonly<Record<string, RawValue>>;
  readonly positionals: readonly string[];

  constructor(values: Readonly<Record<string, RawValue>>, positionals: readonly string[]) {
    this.#values = values;
    this.positionals = positionals;
  }

  /** The value of an option, or undefined where it was not given. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether a switch was given. */
  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  /** Every value of an option that may be repeated. */
  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  /**
   * A whole number.
   *
   * @throws LabError `bad-input` naming the option, what it is and what would be right
   */
  whole(name: string, min: number, max: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw badInput(
      `--${name}`,
      `must be a whole number from ${min} to ${max}, but is "${text}"`,
      `Give --${name} a number from ${min} to ${max}`,
    );
  }
}

/** An error about one field of what was typed. */
export function badInput(field: string, problem: string, hint: string): LabError {
  return new LabError({
    code: 'bad-input',
    message: `${field}: ${problem}`,
    hint,
    context: { field },
  });
}
