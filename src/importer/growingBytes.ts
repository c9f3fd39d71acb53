const FIRST_CAPACITY = 64 * 1024;

/** Bytes that grow as they come, up to a limit. */
export class GrowingBytes {
  readonly #limit: number;
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** @param limit bytes at most */
  constructor(limit: number, capacity = FIRST_CAPACITY) {
    this.#limit = limit;
    this.#bytes = new Uint8Array(Math.min(limit, capacity));
  }

  get length(): number {
    return this.#length;
  }

  /** @returns whether there was room for it */
  push(value: number): boolean {
    if (!this.#makeRoom(1)) return false;
    this.#bytes[this.#length] = value;
    this.#length += 1;
    return true;
  }

  /** @returns whether there was room for them */
  append(values: Uint8Array): boolean {
    if (!this.#makeRoom(values.length)) return false;
    this.#bytes.set(values, this.#length);
    this.#length += values.length;
    return true;
  }

  /** All so far; a view, not to be used after more was pushed. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #makeRoom(more: number): boolean {
    const needed = this.#length + more;
    if (needed > this.#limit) return false;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.min(this.#limit, Math.max(needed, this.#bytes.length * 2)));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    return true;
  }
}
