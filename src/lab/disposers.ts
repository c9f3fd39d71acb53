/** What must be put away in the end, in the reverse of the order in which it came. */
export class Disposers {
  #actions: (() => unknown)[] = [];
  #disposal: Promise<void> | undefined;

  add(action: () => unknown): void {
    this.#actions.push(action);
  }

  /** Puts everything away, once; a failure keeps nothing else from it, and the first is thrown in the end. */
  dispose(): Promise<void> {
    this.#disposal ??= this.#run();
    return this.#disposal;
  }

  async #run(): Promise<void> {
    const failures: unknown[] = [];
    for (const action of this.#actions.toReversed()) {
      try {
        await action();
      } catch (error) {
        failures.push(error);
      }
    }
    this.#actions = [];
    if (failures.length > 0) throw failures[0];
  }
}
