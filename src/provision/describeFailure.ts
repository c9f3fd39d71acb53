/**
 * Puts anything thrown, with its chain of causes, on one line: `fetch failed` alone tells nobody
 * that the name did not resolve.
 */
export function describeFailure(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const message = thrown.message || thrown.name;
  if (thrown.cause === undefined) return message;
  const cause = describeFailure(thrown.cause);
  return message.includes(cause) ? message : `${message}: ${cause}`;
}
