import type { Filter, FilterValue } from './filter.ts';
import { readNumber } from './readValue.ts';
import { findRunKey } from './runKeys.ts';
import { quote } from './tokenize.ts';

/**
 * A filter as text; parsing it gives the same filter again.
 *
 * @param nameOf what to call a key, canonical by default
 */
export function printFilter(
  filter: Filter,
  nameOf: (key: string) => string = (key) => key,
): string {
  const inner = (part: Filter): string => printFilter(part, nameOf);
  switch (filter.kind) {
    case 'and':
      return filter.of
        .map((part) => (isChain(part) ? `(${inner(part)})` : inner(part)))
        .join(' and ');
    case 'or':
      return filter.of
        .map((part) => (part.kind === 'or' ? `(${inner(part)})` : inner(part)))
        .join(' or ');
    case 'not':
      return printNot(filter.of, inner, nameOf);
    case 'compare':
      return `${nameOf(filter.key)} ${filter.op} ${printValue(filter.key, filter.value)}`;
    case 'contains':
      return `${nameOf(filter.key)} ~ ${quote(filter.text)}`;
    case 'in':
      return `${nameOf(filter.key)} in (${filter.values
        .map((value) => printValue(filter.key, value))
        .join(', ')})`;
    case 'missing':
      return `${nameOf(filter.key)} is missing`;
    case 'text':
      return quoteText(filter.text);
  }
}

function printNot(
  of: Filter,
  inner: (part: Filter) => string,
  nameOf: (key: string) => string,
): string {
  if (of.kind === 'missing') return `${nameOf(of.key)} is not missing`;
  if (of.kind === 'compare' && of.op === '=') {
    return `${nameOf(of.key)} != ${printValue(of.key, of.value)}`;
  }
  return isChain(of) ? `not (${inner(of)})` : `not ${inner(of)}`;
}

function isChain({ kind }: Filter): boolean {
  return kind === 'and' || kind === 'or';
}

/** Text of a hyperparameter that reads as a number or truth value is quoted, so that it stays text. */
function printValue(key: string, value: FilterValue): string {
  if (typeof value !== 'string') return String(value);
  const ambiguous =
    findRunKey(key)?.type === 'param' &&
    (readNumber(value) !== undefined || /^(true|false|yes|no)$/i.test(value));
  return ambiguous ? `"${value}"` : quote(value);
}

/** A word alone that names a truth, such as archived, is a condition; as text it is quoted. */
function quoteText(text: string): string {
  const quoted = quote(text);
  return quoted === text && /^(favou?rite|archived)$/i.test(text) ? `"${text}"` : quoted;
}
