import type { DuplicatePair, Duplicates } from '../contract/dataset.ts';
import type { LabelledImages } from './labelledImages.ts';

/** How many pairs are given in full. */
const SHOWN = 60;
/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Finds images that are equal, byte for byte: test images that are among the training images, or training
 * images that came before.
 *
 * @param test null looks within the training images
 * @param size values of an image
 */
export function findDuplicates(
  train: LabelledImages,
  test: LabelledImages | null,
  size: number,
): Duplicates {
  const seen = new Map<number, number[]>();
  const pairs: DuplicatePair[] = [];
  let total = 0;
  let otherLabel = 0;
  const meet = (of: LabelledImages, index: number, keep: boolean): void => {
    const hash = hashOf(of.images, index * size, size);
    const alike = seen.get(hash) ?? [];
    const first = alike.find((one) => areEqual(train.images, one, of.images, index, size));
    if (first !== undefined && (test === null || of === test)) {
      const labels = [train.labels[first] ?? 0, of.labels[index] ?? 0] as const;
      total += 1;
      if (labels[0] !== labels[1]) otherLabel += 1;
      if (pairs.length < SHOWN) {
        pairs.push({
          first: { index: first, label: labels[0] },
          second: { index, label: labels[1] },
          pixels: of.images.slice(index * size, (index + 1) * size),
        });
      }
    }
    if (keep && first === undefined) seen.set(hash, [...alike, index]);
  };
  for (let index = 0; index < train.labels.length; index += 1) meet(train, index, true);
  for (let index = 0; index < (test?.labels.length ?? 0); index += 1) {
    if (test) meet(test, index, false);
  }
  return { total, otherLabel, pairs };
}

function hashOf(images: Uint8Array, start: number, size: number): number {
  let hash = FNV_OFFSET;
  for (let place = start; place < start + size; place += 1) {
    hash = Math.imul(hash ^ (images[place] ?? 0), FNV_PRIME);
  }
  return hash;
}

function areEqual(
  some: Uint8Array,
  one: number,
  others: Uint8Array,
  other: number,
  size: number,
): boolean {
  for (let place = 0; place < size; place += 1) {
    if (some[one * size + place] !== others[other * size + place]) return false;
  }
  return true;
}
