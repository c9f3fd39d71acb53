/**
 * The ids from one row to another, both included, in the table's order.
 *
 * @param order all ids as shown
 * @param from where the range begins; when it is not shown, the range is `to` alone
 */
export function idsBetween(order: readonly string[], from: string | null, to: string): string[] {
  const end = order.indexOf(to);
  if (end < 0) return [];
  const start = from === null ? end : order.indexOf(from);
  if (start < 0) return [to];
  return order.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** The selection with some ids added, without doubles, in the order of choosing. */
export function withIds(selected: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...selected, ...added])];
}

/** The selection without some ids. */
export function withoutIds(selected: readonly string[], removed: Iterable<string>): string[] {
  const gone = new Set(removed);
  return selected.filter((id) => !gone.has(id));
}
