/** Layers that differ in more options than this are other networks: Compare aligns those, a table cannot. */
const MOST_OF_LAYERS = 12;

/** The keys that differ and are worth a column: those of layers only while they are few. */
export function worthShowing(keys: readonly string[]): readonly string[] {
  const isLayer = (key: string): boolean => key.startsWith('architecture.layers.');
  const layers = keys.filter(isLayer);
  const others = keys.filter((key) => !isLayer(key));
  return layers.length > MOST_OF_LAYERS ? others : [...others, ...layers];
}

/** What bringing up differences came to. @param differing keys that differ, `fresh` of them not shown before */
export function differenceWords(fresh: number, differing: number): string {
  if (fresh > 0) {
    return `${fresh} ${fresh === 1 ? 'column' : 'columns'} added: what differs among these runs`;
  }
  return differing > 0
    ? 'What differs among these runs is shown already'
    : 'No hyperparameter differs among these runs';
}
