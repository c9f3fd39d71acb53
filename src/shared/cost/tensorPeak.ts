import type { LayerMemory } from './layerMemory.ts';

/** One layer on the way through a network; sizes in float32 values for one example. */
export interface MemoryStage {
  readonly memory: LayerMemory;
  readonly input: number;
  readonly output: number;
  /** Values that training changes, and so of their gradients, whatever the batch. */
  readonly weights: number;
}

/** A buffer and how many hold it. */
interface Buffer {
  readonly values: number;
  holders: number;
}

/** The values alive, and the most there ever were. */
class Ledger {
  peak = 0;
  #alive = 0;

  make(values: number): Buffer {
    this.#alive += values;
    this.see(0);
    return { values, holders: 1 };
  }

  drop(buffer: Buffer | undefined): void {
    if (buffer === undefined) return;
    buffer.holders -= 1;
    if (buffer.holders === 0) this.#alive -= buffer.values;
  }

  /** Something comes and goes at once. */
  see(values: number): void {
    this.peak = Math.max(this.peak, this.#alive + values);
  }
}

function share(buffer: Buffer): Buffer {
  buffer.holders += 1;
  return buffer;
}

/** What the way forward leaves for the way back. */
interface Passage {
  readonly ledger: Ledger;
  /** The input of each layer and, last, the output of the network. */
  readonly values: readonly Buffer[];
  readonly saved: readonly Buffer[];
}

/**
 * The most float32 values alive at once in one step, followed by the engine's own rule: a tensor goes
 * as soon as nothing later reads it (`src/trainer/engine/graphPass.ts`).
 *
 * @param batch examples in the step
 * @param training whether the step goes back too, and keeps what it needs for that
 */
export function tensorPeak(
  stages: readonly MemoryStage[],
  batch: number,
  training: boolean,
): number {
  const passage = goForward(stages, batch, training);
  if (training) goBack(stages, batch, passage);
  return passage.ledger.peak;
}

function goForward(stages: readonly MemoryStage[], batch: number, training: boolean): Passage {
  const ledger = new Ledger();
  const pixels = batch * (stages[0]?.input ?? 0);
  // The gathered images as bytes, as floats and scaled, at once.
  ledger.see(2.25 * pixels);
  let value = ledger.make(pixels);
  const values = [value];
  const saved: Buffer[] = [];
  stages.forEach(({ memory, output }, place) => {
    const next = memory.sharesInput ? share(value) : ledger.make(batch * output);
    saved.push(ledger.make(training ? batch * memory.saved : 0));
    ledger.see(batch * memory.forward);
    if (!training || !isKept(stages, place)) ledger.drop(value);
    value = next;
    values.push(value);
  });
  return { ledger, values, saved };
}

function goBack(
  stages: readonly MemoryStage[],
  batch: number,
  { ledger, values, saved }: Passage,
): void {
  const first = stages.findIndex(({ weights }) => weights > 0);
  let gradient = ledger.make(values.at(-1)?.values ?? 0);
  for (const [place, { memory, input, weights }] of [...stages.entries()].reverse()) {
    const byWeights = ledger.make(weights);
    // Nobody reads the gradient by what lies before the first weights.
    const byInput =
      memory.sharesInput && place > first
        ? share(gradient)
        : ledger.make(place > first ? batch * input : 0);
    ledger.see(batch * memory.backward);
    ledger.drop(saved[place]);
    if (isKept(stages, place + 1)) ledger.drop(values[place + 1]);
    ledger.drop(gradient);
    ledger.drop(byWeights);
    gradient = byInput;
  }
}

/** Whether the way back reads a value: as its layer's output, or as the next one's input. */
function isKept(stages: readonly MemoryStage[], value: number): boolean {
  return (
    stages[value]?.memory.keepsInput === true || stages[value - 1]?.memory.keepsOutput === true
  );
}
