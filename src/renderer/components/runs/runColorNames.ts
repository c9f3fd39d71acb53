/** What the run colours are called, in the order of the palette. */
export const RUN_COLOR_NAMES = [
  'Blue',
  'Vermilion',
  'Green',
  'Purple',
  'Orange',
  'Sky blue',
  'Yellow',
  'Grey',
] as const;
