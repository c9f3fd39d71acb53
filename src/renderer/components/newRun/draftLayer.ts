import type { LayerType } from '../../../shared/spec/layers/index.ts';

/** A number being typed; the empty string while its field is empty. */
export type DraftNumber = number | '';

/** The value of any field of a form. */
export type DraftValue = DraftNumber | string | boolean | null | readonly DraftNumber[];

/** A layer to be put into a draft: its kind is known, its options may not be right yet. */
export interface NewDraftLayer {
  readonly type: LayerType;
  readonly [option: string]: DraftValue | readonly NewDraftLayer[];
}

/** A layer of a draft. */
export interface DraftLayer {
  readonly type: LayerType;
  /** Lasting and its own: cards keep their identity when they move. */
  readonly id: number;
  /** Switched off: kept, but no part of the network. */
  readonly off: boolean;
  readonly [option: string]: DraftValue | readonly DraftLayer[];
}

/** The layers inside a block of a draft; none of a plain layer. */
export function innerDraftLayers({ layers }: DraftLayer): readonly DraftLayer[] {
  return Array.isArray(layers) ? (layers as readonly DraftLayer[]) : [];
}

/** Whether any layer is switched off, those inside blocks too. */
export function anyOff(layers: readonly DraftLayer[]): boolean {
  return layers.some((layer) => layer.off || anyOff(innerDraftLayers(layer)));
}

/** The ids of layers and of those inside them. */
export function layerIds(layers: readonly DraftLayer[]): readonly number[] {
  return layers.flatMap((layer) => [layer.id, ...layerIds(innerDraftLayers(layer))]);
}

/**
 * Layers with ids of their own, those inside them too; what was switched off stays so.
 *
 * @param first every id is at least this
 */
export function withIds(layers: readonly NewDraftLayer[], first: number): readonly DraftLayer[] {
  let next = first;
  const identified = (layer: NewDraftLayer): DraftLayer => {
    const id = next;
    next += 1;
    const own = { ...layer, id, off: layer['off'] === true } as DraftLayer;
    const inner = layer['layers'];
    if (!Array.isArray(inner)) return own;
    return { ...own, layers: (inner as readonly NewDraftLayer[]).map(identified) };
  };
  return layers.map(identified);
}
