import type { FilterValue } from './filter.ts';
import type { RunKey } from './runKey.ts';
import { parseTime } from './filterTime.ts';
import type { Token } from './tokenize.ts';

const SCALES: Readonly<Record<string, number>> = {
  '': 1,
  '%': 0.01,
  k: 1e3,
  M: 1e6,
  s: 1,
  min: 60,
  h: 3600,
};
const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(%|k|M|s|min|h)?$/;

/** A number as filters write it: 0.9, 90%, 2M, 10min; undefined when it is none. */
export function readNumber(text: string): number | undefined {
  const [, digits, unit = ''] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  // Dividing keeps 90% the same number as 0.9; multiplying by 0.01 would not.
  return unit === '%' ? Number(digits) / 100 : Number(digits) * (SCALES[unit] ?? 1);
}

/** What reading a value comes to; `expected` says what would be right. */
export type ReadValue =
  | { readonly ok: true; readonly value: FilterValue }
  | { readonly ok: false; readonly expected: string };

/** The value of a token for a key, by the key's type. */
export function readValue(key: RunKey, token: Token): ReadValue {
  const { text } = token;
  switch (key.type) {
    case 'text':
      return readText(key, text);
    case 'number': {
      const value = readNumber(text);
      return value === undefined ? wrong(exampleNumber(key)) : right(value);
    }
    case 'boolean': {
      const value = readBoolean(text);
      return value === undefined ? wrong('true or false') : right(value);
    }
    case 'time':
      return parseTime(text) === undefined
        ? wrong('a date such as 2026-01-31, or how long ago: 7d, 12h')
        : right(text);
    case 'param':
      return right(token.kind === 'text' ? text : (readNumber(text) ?? readBoolean(text) ?? text));
  }
}

function readText(key: RunKey, text: string): ReadValue {
  const { values } = key;
  if (values === undefined) return right(text);
  const value = values.find((candidate) => candidate === text.toLowerCase());
  return value === undefined ? wrong(`one of ${values.join(', ')}`) : right(value);
}

function readBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'yes') return true;
  return lower === 'false' || lower === 'no' ? false : undefined;
}

function exampleNumber({ unit }: RunKey): string {
  switch (unit) {
    case 'share':
      return 'a number such as 0.9 or 90%';
    case 'seconds':
      return 'seconds, or a time such as 10min or 2h';
    case 'count':
      return 'a number such as 10, 300k or 2M';
    case 'loss':
    case undefined:
      return 'a number';
  }
}

const right = (value: FilterValue): ReadValue => ({ ok: true, value });
const wrong = (expected: string): ReadValue => ({ ok: false, expected });
