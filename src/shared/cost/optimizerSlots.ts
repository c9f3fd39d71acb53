/** What decides how much an optimiser remembers. */
interface Remembering {
  readonly type: string;
  readonly momentum?: unknown;
  readonly centered?: unknown;
}

/** Values that an optimiser keeps for each weight, as `src/trainer/optimizers` does. */
export function optimizerSlots(optimizer: Remembering): number {
  switch (optimizer.type) {
    case 'SGD':
      return Number(optimizer.momentum ?? 0) > 0 ? 1 : 0;
    case 'Adagrad':
      return 1;
    case 'RMSprop':
      return optimizer.centered === true ? 3 : 2;
    default:
      // Adam and AdamW; an optimiser that is new here hardly remembers more.
      return 2;
  }
}
