import type { DraftSpec } from './draft.ts';
import { innerDraftLayers, type DraftLayer, type NewDraftLayer } from './draftLayer.ts';

/** A layer as a spec says it: without what only the editor knows. */
export function plainLayer(layer: DraftLayer): NewDraftLayer {
  const { id: _id, off: _off, ...options } = layer;
  const inner = innerDraftLayers(layer);
  return (Array.isArray(layer['layers'])
    ? { ...options, layers: plainLayers(inner) }
    : options) as unknown as NewDraftLayer;
}

function plainLayers(layers: readonly DraftLayer[]): readonly NewDraftLayer[] {
  return layers.filter(({ off }) => !off).map(plainLayer);
}

/** A draft as a spec, unchecked: without the layers that are switched off. */
export function plainSpec(draft: DraftSpec): unknown {
  const layers = plainLayers(draft.architecture.layers);
  return { ...draft, architecture: { ...draft.architecture, layers } };
}

/**
 * The path in a draft of what a path of its plain spec means: layers that are switched off count in
 * the one and not in the other.
 */
export function draftPath(draft: DraftSpec, path: string): string {
  const match = /^architecture\.(layers\..*)$/.exec(path);
  if (!match?.[1]) return path;
  return `architecture.${within(draft.architecture.layers, match[1])}`;
}

function within(layers: readonly DraftLayer[], path: string): string {
  const [, place = '', rest = ''] = /^layers\.(\d+)(.*)$/.exec(path) ?? [];
  if (place === '') return path;
  const on = [...layers.keys()].filter((index) => layers[index]?.off === false);
  const index = on[Number(place)];
  const layer = index === undefined ? undefined : layers[index];
  if (index === undefined || layer === undefined) return path;
  const inner = rest.startsWith('.layers.')
    ? `.${within(innerDraftLayers(layer), rest.slice(1))}`
    : rest;
  return `layers.${index}${inner}`;
}
