import { fails, type LayerInference } from '../layerDefinition.ts';
import { formatShape, slide, type Shape } from '../shape.ts';

/** How a window slides over an image; pairs are height and width. */
export interface SlidingWindow {
  readonly type: string;
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'valid' | 'same';
  readonly dilationRate?: readonly [number, number];
}

/** Where a window can stand, or why nowhere. */
export type WindowPlaces =
  | {
      readonly ok: true;
      readonly height: number;
      readonly width: number;
      /** The input's. */
      readonly channels: number;
    }
  | Extract<LayerInference, { readonly ok: false }>;

/** Slides a convolution's kernel over one image. */
export function slideOver(layer: SlidingWindow, input: Shape): WindowPlaces {
  const [height, width, channels] = input;
  if (height === undefined || width === undefined || channels === undefined || input.length !== 3) {
    return needsImage(layer.type, input);
  }
  const { kernelSize, strides, padding, dilationRate = [1, 1] } = layer;
  const outHeight = slide(height, kernelSize[0], strides[0], padding, dilationRate[0]);
  const outWidth = slide(width, kernelSize[1], strides[1], padding, dilationRate[1]);
  if (outHeight >= 1 && outWidth >= 1) {
    return { ok: true, height: outHeight, width: outWidth, channels };
  }
  const covered = kernelSize.map((size, axis) => (size - 1) * (dilationRate[axis] ?? 1) + 1);
  return {
    ok: false,
    problem: {
      rule: 'The kernel fits its input',
      field: 'kernelSize',
      message: `The kernel ${covered.join(' × ')} is larger than its input ${height} × ${width}`,
      hint: `Use a kernel of at most ${height} × ${width}, or padding "same"`,
    },
  };
}

/** What a layer says that was given anything but an image. */
export function needsImage(
  type: string,
  input: Shape,
): Extract<LayerInference, { readonly ok: false }> {
  return {
    ok: false,
    problem: {
      rule: `${type} takes an image`,
      message: `${type} needs an image (height × width × channels), but receives ${formatShape(input)}`,
      hint: 'Place it before Flatten, and give the network image input',
    },
  };
}

/** TensorFlow's depthwise kernels know no others. */
export function needsEqualStrides(type: string): LayerInference {
  return fails({
    rule: 'Equal strides',
    field: 'strides',
    message: `${type} takes equal strides for height and width`,
    hint: 'Use the same stride twice',
  });
}
