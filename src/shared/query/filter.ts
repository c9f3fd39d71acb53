/** A value that a filter compares with; times are ISO dates, or as long ago as `7d`, `12h`. */
export type FilterValue = string | number | boolean;

/** How two values are compared; unequal is the negation of equal. */
export type Comparison = '=' | '<' | '<=' | '>' | '>=';

/**
 * A condition on runs. Keys are canonical, as {@link RunKey} names them. A run without a value satisfies
 * no comparison, so `not` is plain negation: what has no optimiser is `not optimizer = adam`.
 */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | {
      readonly kind: 'compare';
      readonly key: string;
      readonly op: Comparison;
      readonly value: FilterValue;
    }
  /** Contains a text, without regard to case. */
  | { readonly kind: 'contains'; readonly key: string; readonly text: string }
  | { readonly kind: 'in'; readonly key: string; readonly values: readonly FilterValue[] }
  | { readonly kind: 'missing'; readonly key: string }
  /** Occurs in the name, the model, a tag or `#number`. */
  | { readonly kind: 'text'; readonly text: string };

/** Everything that all of the given filters let through; undefined when there are none. */
export function allOf(filters: readonly (Filter | undefined)[]): Filter | undefined {
  const given = filters.filter((filter) => filter !== undefined);
  return given.length > 1 ? { kind: 'and', of: given } : given[0];
}

/** Whether a filter says anything about a key. */
export function mentions(filter: Filter | undefined, key: string): boolean {
  if (filter === undefined) return false;
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.some((inner) => mentions(inner, key));
    case 'not':
      return mentions(filter.of, key);
    case 'text':
      return false;
    case 'compare':
    case 'contains':
    case 'in':
    case 'missing':
      return filter.key === key;
  }
}
