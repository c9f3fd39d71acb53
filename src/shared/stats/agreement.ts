/** How far two classifiers say the same, right or wrong. */
export interface Agreement {
  /** The share of examples given the same class, 0–1. */
  readonly share: number;
  /**
   * Cohen's kappa, −1 to 1: the share beyond what chance would give. J. Cohen, "A coefficient of agreement
   * for nominal scales", Educational and Psychological Measurement 20 (1960). Null where chance alone
   * would agree always.
   */
  readonly kappa: number | null;
}

/**
 * The agreement of two lists of classes.
 *
 * @param a the class that A gave each example
 * @param b the same of B, as long as `a`, not empty
 * @param classes how many classes there are
 */
export function agreement(a: ArrayLike<number>, b: ArrayLike<number>, classes: number): Agreement {
  const ofA = new Array<number>(classes).fill(0);
  const ofB = new Array<number>(classes).fill(0);
  let same = 0;
  for (let index = 0; index < a.length; index += 1) {
    const [left = -1, right = -1] = [a[index], b[index]];
    if (ofA[left] === undefined || ofB[right] === undefined) {
      throw new RangeError(`example ${index} has a class outside 0 to ${classes - 1}`);
    }
    ofA[left] += 1;
    ofB[right] += 1;
    if (left === right) same += 1;
  }
  const total = a.length;
  const share = same / total;
  const chance = ofA.reduce((sum, count, index) => sum + count * (ofB[index] ?? 0), 0) / total ** 2;
  return { share, kappa: chance === 1 ? null : (share - chance) / (1 - chance) };
}
