import type { RunNotice } from '../../shared/contract/labEvents.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { describeEvent } from './describeEvent.ts';
import { LiveLine } from './liveLine.ts';
import { progressLine } from './progressLine.ts';
import type { TextStream } from './terminal.ts';

/** Tells a person how a run goes: a bar that moves, and a line for everything that stays. */
export class RunReporter {
  readonly #line: LiveLine;
  readonly #prefix: string;
  #epochs = 0;

  /** @param prefix put before progress, such as which of several runs it is */
  constructor(stream: TextStream, prefix = '') {
    this.#line = new LiveLine(stream);
    this.#prefix = prefix;
  }

  onQueued(run: RunSummary): void {
    this.#epochs = run.epochs;
    this.#line.settle(`${this.#prefix}#${run.number} ${run.name} (${run.id})`);
  }

  onEvent({ event }: RunNotice): void {
    if (event.kind === 'progress') {
      this.#line.update(`${this.#prefix}${progressLine(event, this.#epochs)}`);
      return;
    }
    const text = describeEvent(event, this.#epochs);
    if (text !== undefined) this.#line.settle(text);
  }
}
