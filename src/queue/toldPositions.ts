import type { RunSummary } from '../shared/model/run.ts';

/** Which place in the queue was last told of each queued run. */
export class ToldPositions {
  readonly #positions = new Map<string, number>();

  /** Takes note of what is being told. */
  note({ id, queuePosition }: RunSummary): void {
    if (queuePosition === null) this.#positions.delete(id);
    else this.#positions.set(id, queuePosition);
  }

  forget(runId: string): void {
    this.#positions.delete(runId);
  }

  /** The runs whose place is not the one told last. */
  changed(queued: readonly RunSummary[]): readonly RunSummary[] {
    return queued.filter(({ id, queuePosition }) => this.#positions.get(id) !== queuePosition);
  }
}
