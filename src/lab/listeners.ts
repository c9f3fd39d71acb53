/** Who listens to something. One listener's fault reaches no other, and not the teller. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #onFault: (error: unknown) => void;

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** @returns a function that ends the subscription */
  add(listener: (value: T) => void): () => void {
    // Wrapped, so that the same function can listen twice and end each on its own.
    const entry = (value: T): void => listener(value);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  tell(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.#onFault(error);
      }
    }
  }
}
