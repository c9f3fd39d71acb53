/** Text that goes into Python as it is, such as a name or a call. */
export interface PythonCode {
  readonly code: string;
}

/** A value that Python knows. */
export type PythonValue = string | number | boolean | null | PythonCode | readonly PythonValue[];

/** An argument by its name; undefined is left out. */
export type PythonArguments = Readonly<Record<string, PythonValue | undefined>>;

/** Marks text as Python's own. */
export function code(text: string): PythonCode {
  return { code: text };
}

/** A value as Python writes it; lists are tuples. */
export function python(value: PythonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if ('code' in value) return value.code;
  const items = value.map(python);
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

/** A number that stays one with a point in Python: an int of 0 would be added to no float in a graph. */
export function float(value: number): PythonCode {
  return code(Number.isInteger(value) ? `${value}.0` : String(value));
}

/** A call with named arguments, after any that are given by place. */
export function call(
  callee: string,
  named: PythonArguments,
  placed: readonly PythonValue[] = [],
): string {
  const all = Object.entries(named).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${python(value)}`],
  );
  return `${callee}(${[...placed.map(python), ...all].join(', ')})`;
}

/** A camelCase name as Python has it. @example snakeCase('kernelSize') // 'kernel_size' */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Lines moved in by a number of spaces; empty ones stay empty. */
export function indented(lines: readonly string[], spaces = 4): readonly string[] {
  return lines.map((line) => (line === '' ? line : ' '.repeat(spaces) + line));
}
