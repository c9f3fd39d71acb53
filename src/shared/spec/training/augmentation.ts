import { z } from 'zod';
import { realNumber, wholeNumber } from '../fields.ts';
import type { FieldDefinition } from '../layerDefinition.ts';

/** Schema of how training images are varied, anew in every step. */
export const augmentationSchema = z.strictObject({
  /** Pixels up, down, left or right at most. */
  shift: wholeNumber('shift', 0, 64).default(0),
  /** Mirrored left to right, each image with probability ½. */
  horizontalFlip: z.boolean({ error: 'horizontalFlip must be true or false' }).default(false),
  /** Mirrored top to bottom, each image with probability ½. */
  verticalFlip: z.boolean({ error: 'verticalFlip must be true or false' }).default(false),
  /** Degrees either way at most. */
  rotation: realNumber('rotation', 0, 180).default(0),
  /** Largest part of the image that a black rectangle covers, with probability ½. */
  erase: realNumber('erase', 0, 0.5).default(0),
});

/** How training images are varied. */
export type Augmentation = z.infer<typeof augmentationSchema>;

/** The form of augmentation. */
export const AUGMENTATION_FIELDS: readonly FieldDefinition[] = [
  {
    kind: 'integer',
    key: 'shift',
    label: 'Shift, pixels',
    min: 0,
    max: 64,
    step: 1,
    help: 'Moved by at most this many pixels, each way',
  },
  {
    kind: 'number',
    key: 'rotation',
    label: 'Rotation, °',
    min: 0,
    max: 180,
    step: 5,
    help: 'Turned by at most this many degrees, either way',
  },
  {
    kind: 'number',
    key: 'erase',
    label: 'Erase, share',
    min: 0,
    max: 0.5,
    step: 0.05,
    help: 'Half of the images lose a rectangle of at most this part of their area',
  },
  {
    kind: 'boolean',
    key: 'horizontalFlip',
    label: 'Flip sideways',
    help: 'Half of the images are mirrored left to right',
  },
  {
    kind: 'boolean',
    key: 'verticalFlip',
    label: 'Flip upside down',
    help: 'Half of the images are mirrored top to bottom',
  },
];
