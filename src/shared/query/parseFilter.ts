import type { Comparison, Filter, FilterValue } from './filter.ts';
import { FilterProblemError, toFilterError, type FilterProblem } from './filterProblem.ts';
import type { KeyCatalogue } from './keyCatalogue.ts';
import { readValue } from './readValue.ts';
import type { RunKey } from './runKey.ts';
import { keywordOf, tokenize, type Token } from './tokenize.ts';

/** What checking a filter's text comes to; a text without a condition lets everything through. */
export type FilterCheck =
  | { readonly ok: true; readonly filter: Filter | undefined }
  | { readonly ok: false; readonly problem: FilterProblem };

/**
 * Parses a filter, such as `val_accuracy > 0.9 and optimizer = adam and tag = baseline`.
 *
 *     or        := and ("or" and)*
 *     and       := unary ("and"? unary)*
 *     unary     := "not" unary | "(" or ")" | condition
 *     condition := key operator value | key "not"? "in" "(" value ("," value)* ")"
 *                | key "is" "not"? "missing" | boolean key | text
 */
export function checkFilter(text: string, catalogue: KeyCatalogue): FilterCheck {
  try {
    return { ok: true, filter: new Parser(text, catalogue).parse() };
  } catch (thrown) {
    if (thrown instanceof FilterProblemError) return { ok: false, problem: thrown.problem };
    throw thrown;
  }
}

/** As {@link checkFilter}. @throws LabError `bad-input` naming the character and what would be right */
export function parseFilter(text: string, catalogue: KeyCatalogue): Filter | undefined {
  const check = checkFilter(text, catalogue);
  if (check.ok) return check.filter;
  throw toFilterError(check.problem);
}

/** Parentheses deeper than this are a mistake. */
const DEEPEST = 50;

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  readonly #catalogue: KeyCatalogue;
  #at = 0;
  #depth = 0;

  constructor(text: string, catalogue: KeyCatalogue) {
    this.#tokens = tokenize(text);
    this.#end = text.length;
    this.#catalogue = catalogue;
  }

  parse(): Filter | undefined {
    const unclosed = this.#tokens.find(({ kind }) => kind === 'unclosed');
    if (unclosed) throw this.#problem(unclosed, 'the quote is not closed', 'Add a " at its end');
    if (this.#tokens.length === 0) return undefined;
    const filter = this.#or();
    const left = this.#peek();
    if (!left) return filter;
    throw left.kind === ')'
      ? this.#problem(left, 'there is no "(" before this ")"', 'Take it out, or add the "("')
      : this.#problem(left, `"${left.text}" does not continue the filter`, 'Go on with and, or');
  }

  #or(): Filter {
    return this.#chain('or', () => this.#and());
  }

  #and(): Filter {
    return this.#chain('and', () => this.#unary());
  }

  #chain(kind: 'and' | 'or', part: () => Filter): Filter {
    const of = [part()];
    for (;;) {
      if (keywordOf(this.#peek()) === kind) this.#at += 1;
      // Conditions side by side must all hold.
      else if (kind === 'or' || !this.#startsUnary()) break;
      of.push(part());
    }
    const [only] = of;
    return of.length === 1 && only ? only : { kind, of };
  }

  #startsUnary(): boolean {
    const token = this.#peek();
    if (!token) return false;
    const keyword = keywordOf(token);
    if (keyword !== undefined) return keyword === 'not';
    return token.kind === 'word' || token.kind === 'text' || token.kind === '(';
  }

  #unary(): Filter {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      const deep = this.#peek();
      throw this.#problem(deep, 'the filter is nested too deep', 'Use fewer parentheses');
    }
    const filter = this.#innerUnary();
    this.#depth -= 1;
    return filter;
  }

  #innerUnary(): Filter {
    const token = this.#peek();
    if (keywordOf(token) === 'not') {
      this.#at += 1;
      return { kind: 'not', of: this.#unary() };
    }
    if (token?.kind !== '(') return this.#condition();
    this.#at += 1;
    const inner = this.#or();
    this.#expect(')', 'the "(" is not closed', 'Add a ")"');
    return inner;
  }

  #condition(): Filter {
    const token = this.#next(
      'a condition is missing',
      'Write a column, such as val_accuracy > 0.9',
    );
    const isName = token.kind === 'word' && keywordOf(token) === undefined;
    if (!isName && token.kind !== 'text') {
      throw this.#problem(
        token,
        `a condition is due, but here stands "${token.text}"`,
        'Write a column, such as val_accuracy > 0.9, or a word to look for',
      );
    }
    if (isName && this.#operatorFollows()) return this.#comparison(this.#key(token));
    const key = isName ? this.#catalogue.find(token.text) : undefined;
    if (key?.type === 'boolean') return { kind: 'compare', key: key.name, op: '=', value: true };
    return { kind: 'text', text: token.text };
  }

  #operatorFollows(): boolean {
    const token = this.#peek();
    if (token?.kind === 'operator') return true;
    const keyword = keywordOf(token);
    if (keyword === 'not') return keywordOf(this.#tokens[this.#at + 1]) === 'in';
    return keyword === 'in' || keyword === 'is';
  }

  #key(token: Token): RunKey {
    const key = this.#catalogue.find(token.text);
    if (key) return key;
    const near = this.#catalogue.nearest(token.text);
    throw this.#problem(
      token,
      `there is no column "${token.text}"`,
      near === undefined
        ? 'Use a column such as val_accuracy, optimizer, tag, or quotes to look for a text'
        : `Did you mean ${near}?`,
    );
  }

  #comparison(key: RunKey): Filter {
    const token = this.#next('an operator is missing', 'Use = != < <= > >= ~ in, or is missing');
    switch (keywordOf(token)) {
      case 'not': {
        this.#at += 1;
        return { kind: 'not', of: this.#list(key) };
      }
      case 'in':
        return this.#list(key);
      case 'is':
        return this.#missing(key);
      default:
        return this.#operator(key, token);
    }
  }

  #operator(key: RunKey, token: Token): Filter {
    const operator = token.text;
    const allowed = operatorsOf(key);
    if (!allowed.includes(operator)) {
      const name = this.#catalogue.shortName(key.name);
      throw this.#problem(
        token,
        `${name} cannot be compared with "${operator}"`,
        `Use ${allowed.join(' ')}, in, or is missing`,
      );
    }
    if (operator === '~' || operator === '!~') {
      const contains: Filter = {
        kind: 'contains',
        key: key.name,
        text: this.#valueToken(key).text,
      };
      return operator === '~' ? contains : { kind: 'not', of: contains };
    }
    const unequal = operator === '!=';
    const op = (unequal ? '=' : operator) as Comparison;
    const compare: Filter = { kind: 'compare', key: key.name, op, value: this.#value(key) };
    return unequal ? { kind: 'not', of: compare } : compare;
  }

  #list(key: RunKey): Filter {
    this.#expect('(', '"in" needs a list', 'Write the values in parentheses: in (8, 16)');
    const values = [this.#value(key)];
    while (this.#peek()?.kind === ',') {
      this.#at += 1;
      values.push(this.#value(key));
    }
    this.#expect(')', 'the list is not closed', 'Part values with commas, and end with ")"');
    return { kind: 'in', key: key.name, values };
  }

  #missing(key: RunKey): Filter {
    const negated = keywordOf(this.#peek()) === 'not';
    if (negated) this.#at += 1;
    const token = this.#next('"is" needs the word missing', 'Write is missing, or is not missing');
    if (keywordOf(token) !== 'missing') {
      throw this.#problem(token, '"is" goes with missing only', 'Use = to compare with a value');
    }
    const missing: Filter = { kind: 'missing', key: key.name };
    return negated ? { kind: 'not', of: missing } : missing;
  }

  #value(key: RunKey): FilterValue {
    const token = this.#valueToken(key);
    const read = readValue(key, token);
    if (read.ok) return read.value;
    const name = this.#catalogue.shortName(key.name);
    throw this.#problem(token, `"${token.text}" is no value of ${name}`, `Give ${read.expected}`);
  }

  #valueToken(key: RunKey): Token {
    const name = this.#catalogue.shortName(key.name);
    const token = this.#next(
      `${name} needs a value`,
      'Write a number, a word, or a text in quotes',
    );
    if (token.kind === 'text' || (token.kind === 'word' && keywordOf(token) === undefined)) {
      return token;
    }
    throw this.#problem(
      token,
      `${name} needs a value, but here stands "${token.text}"`,
      'Write a number, a word, or a text in quotes',
    );
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #next(message: string, hint: string): Token {
    const token = this.#peek();
    if (!token) throw this.#problem(undefined, message, hint);
    this.#at += 1;
    return token;
  }

  #expect(kind: Token['kind'], message: string, hint: string): void {
    const token = this.#peek();
    if (token?.kind !== kind) throw this.#problem(token, message, hint);
    this.#at += 1;
  }

  #problem(token: Token | undefined, message: string, hint: string): FilterProblemError {
    const position = token?.from ?? this.#end;
    return new FilterProblemError({
      position,
      length: token ? token.to - token.from : 0,
      message,
      hint,
    });
  }
}

/** The operators, written as signs, that a key understands. */
export function operatorsOf({ type }: RunKey): readonly string[] {
  switch (type) {
    case 'text':
      return ['=', '!=', '~', '!~'];
    case 'boolean':
      return ['=', '!='];
    case 'number':
    case 'time':
      return ['=', '!=', '<', '<=', '>', '>='];
    case 'param':
      return ['=', '!=', '<', '<=', '>', '>=', '~', '!~'];
  }
}
