import type { ResidentSet } from './contract.ts';

/** Cuts indices (or a whole set, for null) into batches; the last may be smaller. */
export function* batchesOf(
  set: ResidentSet,
  indices: Int32Array | null,
  batchSize: number,
): Generator<Int32Array> {
  const count = indices?.length ?? set.count;
  for (let begin = 0; begin < count; begin += batchSize) {
    const end = Math.min(begin + batchSize, count);
    yield (
      indices?.slice(begin, end) ?? Int32Array.from({ length: end - begin }, (_, i) => begin + i)
    );
  }
}
