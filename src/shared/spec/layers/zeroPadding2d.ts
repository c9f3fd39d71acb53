import { z } from 'zod';
import { sizePair } from '../fields.ts';
import { passes, type LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import { needsImage } from './slidingWindow.ts';

const schema = z.strictObject({
  type: z.literal('ZeroPadding2D'),
  /** Rows above and below, columns left and right. */
  padding: sizePair('padding', 64, 0).default([1, 1]),
});

/** Adds rows and columns of zeros around an image. */
export type ZeroPadding2D = z.infer<typeof schema>;

/** Keras's ZeroPadding2D with symmetric padding. */
export const zeroPadding2d = {
  type: 'ZeroPadding2D',
  family: 'reshaping',
  summary: 'Adds rows and columns of zeros around the image',
  schema,
  fields: [{ kind: 'pair', key: 'padding', label: 'Padding', min: 0, max: 64 }],
  infer: ({ type, padding }: ZeroPadding2D, input: Shape) => {
    const [height = 0, width = 0, channels = 0] = input;
    if (input.length !== 3) return needsImage(type, input);
    return passes([height + 2 * padding[0], width + 2 * padding[1], channels]);
  },
  keras: ({ padding: [rows, columns] }: ZeroPadding2D) => ({
    className: 'ZeroPadding2D',
    config: {
      padding: [
        [rows, rows],
        [columns, columns],
      ],
    },
  }),
} as const satisfies LayerDefinition<ZeroPadding2D>;
