import type { FieldDefinition } from '../spec/layerDefinition.ts';
import { definitionOf, layerSchema, type Layer } from '../spec/layers/index.ts';

const defaults = new Map<string, unknown>();

/**
 * What a layer's option is when nobody sets it, by Keras's rules.
 *
 * @returns undefined when the option must be given
 */
export function defaultOption(layer: Layer, key: string): unknown {
  const cached = `${layer.type}.${key}`;
  if (defaults.has(cached)) return defaults.get(cached);
  const rest = Object.fromEntries(Object.entries(layer).filter(([name]) => name !== key));
  const parsed = layerSchema.safeParse(rest);
  // A draft's layer may be wrong elsewhere; then nothing is learnt and nothing is remembered.
  if (!parsed.success && parsed.error.issues.some((issue) => issue.path[0] !== key)) {
    return undefined;
  }
  const value = parsed.success ? optionOf(parsed.data, key) : undefined;
  defaults.set(cached, value);
  return value;
}

/** A layer's option by its key; undefined when the layer has none of that name. */
export function optionOf(layer: Layer, key: string): unknown {
  return (layer as unknown as Readonly<Record<string, unknown>>)[key];
}

/**
 * A layer's options in a few words: what must be given and what differs from Keras's default.
 * Of a block's own layers only how many there are.
 *
 * @example describeLayer(conv) // '32 filters, 3 × 3, relu'
 * @returns the empty string when there is nothing to say
 */
export function describeLayer(layer: Layer): string {
  return describeFields(definitionOf(layer).fields, layer);
}

/** Some of a layer's options in a few words, as {@link describeLayer} does. */
export function describeFields(fields: readonly FieldDefinition[], layer: Layer): string {
  return fields
    .map((field) => describeOption(field, layer))
    .filter((words) => words !== '')
    .join(', ');
}

function describeOption(field: FieldDefinition, layer: Layer): string {
  const value = optionOf(layer, field.key);
  const label = field.label.toLowerCase();
  // A pasted or older draft may leave an option out.
  const isDefault =
    value === undefined ||
    JSON.stringify(value) === JSON.stringify(defaultOption(layer, field.key));
  switch (field.kind) {
    case 'integer':
      return `${formatOption(value)} ${label}`;
    case 'list':
      return formatOption(value);
    case 'pair':
      if (field.key.endsWith('Size')) return formatOption(value);
      return isDefault ? '' : `${label} ${formatOption(value)}`;
    case 'number':
      return isDefault ? '' : `${label} ${formatOption(value)}`;
    case 'choice':
      if (isDefault) return '';
      return field.advanced ? `${label} ${formatOption(value)}` : formatOption(value);
    case 'boolean':
      if (isDefault) return '';
      return value === true ? label : `no ${label.replace(/^use /, '')}`;
    case 'stack': {
      const count = Array.isArray(value) ? value.length : 0;
      return `${count} ${count === 1 ? 'layer' : 'layers'}`;
    }
  }
}

/** An option's value as people write it: `3 × 3`, `yes`, `0.25`; `?` where a form's field is empty. */
export function formatOption(value: unknown): string {
  if (Array.isArray(value)) return value.map(formatOption).join(' × ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null || value === undefined) return '–';
  return value === '' ? '?' : String(value as string | number);
}
