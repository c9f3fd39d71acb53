import { LabError } from '../errors.ts';

/**
 * A copy of a plain value with the part at a dotted path replaced.
 *
 * @param value a spec or any plain object
 * @param path such as `training.batchSize` or `architecture.layers.4.rate`; it must exist
 * @throws LabError `bad-input` naming the part of the path that does not exist and what does
 */
export function setParam<T>(value: T, path: string, replacement: unknown): T {
  return replaceAt(value, path.split('.'), path, replacement) as T;
}

function replaceAt(
  value: unknown,
  parts: readonly string[],
  path: string,
  replacement: unknown,
): unknown {
  const [head, ...rest] = parts;
  if (head === undefined) return replacement;
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, head)) {
    const known = value !== null && typeof value === 'object' ? Object.keys(value) : [];
    throw new LabError({
      code: 'bad-input',
      message: `${path}: there is no "${head}"`,
      hint: known.length > 0 ? `Use one of ${known.join(', ')}` : 'Shorten the path',
    });
  }
  const inner = replaceAt((value as Record<string, unknown>)[head], rest, path, replacement);
  if (Array.isArray(value)) return value.with(Number(head), inner);
  return { ...value, [head]: inner };
}
