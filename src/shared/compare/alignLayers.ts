import { definitionOf, type Layer } from '../spec/layers/index.ts';
import { optionOf } from './describeLayer.ts';

/** One row of stacks laid side by side: the layer that each stack has there, or none. */
export interface LayerSlot {
  readonly layers: readonly (Layer | undefined)[];
}

/**
 * Lays stacks of layers side by side so that the same layer stands in the same row: each stack is fitted
 * to the rows so far by the best-scoring common subsequence of layer types (equal options score higher),
 * and what fits nowhere gets a row of its own.
 */
export function alignLayers(stacks: readonly (readonly Layer[])[]): readonly LayerSlot[] {
  let slots: readonly LayerSlot[] = [];
  stacks.forEach((stack, index) => {
    slots = merge(slots, stack, index);
  });
  return slots.map(({ layers }) => ({ layers: stacks.map((_, index) => layers[index]) }));
}

function merge(slots: readonly LayerSlot[], stack: readonly Layer[], index: number): LayerSlot[] {
  const before = Array.from({ length: index }, () => undefined);
  const best = scores(slots, stack);
  const merged: LayerSlot[] = [];
  let row = 0;
  let column = 0;
  while (row < slots.length || column < stack.length) {
    const slot = slots[row];
    const layer = stack[column];
    const here = best[row]?.[column] ?? 0;
    if (slot && layer && match(slot, layer) > 0) {
      const joined = match(slot, layer) + (best[row + 1]?.[column + 1] ?? 0);
      if (joined >= here - 1e-9) {
        merged.push({ layers: [...slot.layers, layer] });
        row += 1;
        column += 1;
        continue;
      }
    }
    if (slot && (!layer || (best[row + 1]?.[column] ?? 0) >= here - 1e-9)) {
      merged.push({ layers: [...slot.layers, undefined] });
      row += 1;
    } else if (layer) {
      merged.push({ layers: [...before, layer] });
      column += 1;
    }
  }
  return merged;
}

/** `scores[i][j]`: the best total over slots from i and layers from j. */
function scores(slots: readonly LayerSlot[], stack: readonly Layer[]): number[][] {
  const table = Array.from({ length: slots.length + 1 }, () =>
    new Array<number>(stack.length + 1).fill(0),
  );
  for (let row = slots.length - 1; row >= 0; row -= 1) {
    for (let column = stack.length - 1; column >= 0; column -= 1) {
      const [slot, layer] = [slots[row], stack[column]];
      const score = slot && layer ? match(slot, layer) : 0;
      const joined = score > 0 ? score + (table[row + 1]?.[column + 1] ?? 0) : 0;
      const apart = Math.max(table[row + 1]?.[column] ?? 0, table[row]?.[column + 1] ?? 0);
      const line = table[row];
      if (line) line[column] = Math.max(joined, apart);
    }
  }
  return table;
}

/** 0 for different types, from 1 for the same type up to 2 for the same options. */
function match(slot: LayerSlot, layer: Layer): number {
  const others = slot.layers.filter((other) => other?.type === layer.type);
  const fields = definitionOf(layer).fields;
  if (others.length === 0) return 0;
  const likeness = others.map((other) => {
    const equal = fields.filter(
      ({ key }) =>
        other && JSON.stringify(optionOf(other, key)) === JSON.stringify(optionOf(layer, key)),
    );
    return fields.length === 0 ? 1 : equal.length / fields.length;
  });
  return 1 + Math.max(...likeness);
}
