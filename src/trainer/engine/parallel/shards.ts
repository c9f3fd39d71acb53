/** The part of a batch's indices that shard `index` of `shards` works on: contiguous, nearly equal. */
export function shardOf(indices: Int32Array, shards: number, index: number): Int32Array {
  const begin = Math.floor((indices.length * index) / shards);
  const end = Math.floor((indices.length * (index + 1)) / shards);
  return indices.slice(begin, end);
}

/** The seed of a shard's dropout masks; shard 0 keeps the run's own. */
export function shardSeed(seed: number, index: number): number {
  return (seed ^ Math.imul(index, 0x9e3779b1)) | 0;
}
