/**
 * Names layers as Keras does in a fresh session: the class in snake case, counted from the second
 * of a kind on: `conv2d`, `conv2d_1`, `batch_normalization`.
 */
export function layerNames(classNames: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return classNames.map((className) => {
    const base = snakeCase(className);
    const before = seen.get(base) ?? 0;
    seen.set(base, before + 1);
    return before === 0 ? base : `${base}_${before}`;
  });
}

/** Keras's own rule: `Conv2D` is `conv2d`, `MaxPooling2D` `max_pooling2d`, `LSTM` `lstm`. */
function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
