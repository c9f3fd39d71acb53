const LONGEST = 48;

/**
 * An id for a data set of a name that no other has: lower-case letters and digits of the name, joined by
 * hyphens.
 *
 * @param taken ids that are in use, or were
 * @example datasetIdFor('My shapes!', ['my-shapes']) // 'my-shapes-2'
 */
export function datasetIdFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  const base = plain === '' ? 'data-set' : plain;
  let id = base;
  for (let count = 2; taken.includes(id); count += 1) id = `${base}-${count}`;
  return id;
}
