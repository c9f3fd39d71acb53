import type { KeyCatalogue } from './keyCatalogue.ts';
import { operatorsOf } from './parseFilter.ts';
import type { RunKey } from './runKey.ts';
import { keywordOf, quote, tokenize, type Token } from './tokenize.ts';

/** One thing that may stand at the cursor. */
export interface Suggestion {
  readonly kind: 'key' | 'operator' | 'value' | 'word';
  /** What to write, with the space that follows it. */
  readonly insert: string;
  readonly label: string;
  readonly about: string;
}

/** What may replace the characters from `from` up to `to`. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  /** The key whose value is due: its known values belong among the suggestions. */
  readonly valueOf: RunKey | undefined;
  readonly suggestions: readonly Suggestion[];
}

/** What is due at a place of a filter. */
type Due =
  | { readonly kind: 'condition' | 'connective' | 'missing' }
  | { readonly kind: 'operator' | 'value' | 'listValue' | 'listNext'; readonly key: RunKey };

const OPERATOR_WORDS: Readonly<Record<string, string>> = {
  '=': 'is equal to',
  '!=': 'is not, or has none',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
  '~': 'contains',
  '!~': 'does not contain',
};

/**
 * What may stand at the cursor: keys, then operators, then known values, then and/or.
 *
 * @param valuesOf known values of a key, most frequent first
 */
export function completeFilter(
  text: string,
  cursor: number,
  catalogue: KeyCatalogue,
  valuesOf: (key: RunKey) => readonly string[],
): Completion {
  const before = tokenize(text.slice(0, cursor));
  const last = before.at(-1);
  const partial = last && last.to === cursor && isPartial(last) ? last : undefined;
  const due = dueAfter(partial ? before.slice(0, -1) : before, catalogue);
  const typed = (partial?.text ?? '').toLowerCase();
  const suggestions = candidates(due, catalogue, valuesOf)
    .filter(({ label, insert }) => matches(label, typed) || matches(insert, typed))
    .sort((a, b) => rank(a.label, typed) - rank(b.label, typed));
  const valueOf = due.kind === 'value' || due.kind === 'listValue' ? due.key : undefined;
  return { from: partial?.from ?? cursor, to: cursor, valueOf, suggestions };
}

function isPartial({ kind }: Token): boolean {
  return kind === 'word' || kind === 'unclosed' || kind === 'operator';
}

function matches(subject: string, typed: string): boolean {
  return subject.toLowerCase().includes(typed);
}

/** What begins with the typed letters comes first; otherwise the order stays. */
function rank(label: string, typed: string): number {
  return label.toLowerCase().startsWith(typed) ? 0 : 1;
}

function dueAfter(tokens: readonly Token[], catalogue: KeyCatalogue): Due {
  return tokens.reduce<Due>((due, token) => step(due, token, catalogue), { kind: 'condition' });
}

function step(due: Due, token: Token, catalogue: KeyCatalogue): Due {
  const keyword = keywordOf(token);
  switch (due.kind) {
    case 'operator':
      if (token.kind === 'operator') return { kind: 'value', key: due.key };
      if (keyword === 'in') return { kind: 'listValue', key: due.key };
      if (keyword === 'is') return { kind: 'missing' };
      if (keyword === 'not') return due;
      return step({ kind: 'connective' }, token, catalogue);
    case 'value':
      return { kind: 'connective' };
    case 'listValue':
      return token.kind === '(' ? due : { kind: 'listNext', key: due.key };
    case 'listNext':
      return token.kind === ',' ? { kind: 'listValue', key: due.key } : { kind: 'connective' };
    case 'missing':
      return keyword === 'not' ? due : { kind: 'connective' };
    case 'condition':
    case 'connective': {
      if (keyword === 'and' || keyword === 'or' || keyword === 'not' || token.kind === '(') {
        return { kind: 'condition' };
      }
      const key = token.kind === 'word' ? catalogue.find(token.text) : undefined;
      return key ? { kind: 'operator', key } : { kind: 'connective' };
    }
  }
}

function candidates(
  due: Due,
  catalogue: KeyCatalogue,
  valuesOf: (key: RunKey) => readonly string[],
): readonly Suggestion[] {
  switch (due.kind) {
    case 'condition':
      return [
        ...catalogue.keys.map((key) => {
          const label = catalogue.shortName(key.name);
          return { kind: 'key', insert: `${label} `, label, about: key.about } as const;
        }),
        word('not', 'turns the next condition round'),
      ];
    case 'operator':
      return [
        ...operatorsOf(due.key).map((sign) => ({
          kind: 'operator' as const,
          insert: `${sign} `,
          label: sign,
          about: OPERATOR_WORDS[sign] ?? '',
        })),
        { ...word('in', 'is one of several values'), insert: 'in (' },
        word('is missing', 'has no value'),
        word('is not missing', 'has a value'),
        ...(due.key.type === 'boolean' ? CONNECTIVES : []),
      ];
    case 'value':
    case 'listValue': {
      const known = due.key.type === 'boolean' ? ['true', 'false'] : valuesOf(due.key);
      const after = due.kind === 'value' ? ' ' : '';
      return (due.key.values ?? known).map((value) => ({
        kind: 'value',
        insert: `${quote(value)}${after}`,
        label: value,
        about: '',
      }));
    }
    case 'connective':
      return CONNECTIVES;
    case 'missing':
      return [word('missing', 'has no value'), word('not missing', 'has a value')];
    case 'listNext':
      return [];
  }
}

function word(label: string, about: string): Suggestion {
  return { kind: 'word', insert: `${label} `, label, about };
}

const CONNECTIVES: readonly Suggestion[] = [
  word('and', 'both must hold'),
  word('or', 'one of the two must hold'),
];
