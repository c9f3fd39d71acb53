import type { LayerFamily } from '../../../shared/spec/layerDefinition.ts';
import type { ChartTheme } from '../../charts/useChartTheme.ts';

/** The token behind the colour of each family of layers, as the editor's cards have it. */
export const FAMILY_TOKENS: Readonly<Record<LayerFamily | 'input', string>> = {
  convolution: '--run-0',
  pooling: '--run-5',
  normalization: '--gray-7',
  regularization: '--run-4',
  core: '--run-2',
  recurrent: '--run-3',
  reshaping: '--gray-9',
  block: '--run-1',
  input: '--gray-6',
};

/** The colours of a drawing of a network. */
export interface DrawingColors {
  readonly family: (family: LayerFamily | 'input') => string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly ground: string;
  readonly font: string;
}

/** The colours that the theme gives a drawing. */
export function drawingColors(theme: ChartTheme): DrawingColors {
  return {
    family: (family) => theme.color(FAMILY_TOKENS[family]),
    text: theme.text,
    muted: theme.textMuted,
    line: theme.border,
    ground: theme.surface,
    font: theme.font,
  };
}
