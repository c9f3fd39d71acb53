import type { Architecture } from '../architecture.ts';
import { inputShape } from '../architecture.ts';
import type { LayerFamily, LayerReport } from '../layerDefinition.ts';
import { definitionOf, innerLayers, inspectLayers, type Layer } from '../layers/index.ts';
import { formatShape, type ImageShape, type Shape } from '../shape.ts';
import { boxOf, facesOf, reach, round, type Box, type Faces } from './drawnBox.ts';

/** A tensor of a network as it is drawn: the input's, or a layer's output. */
export interface DrawnTensor {
  /** `input`, or the layer's number from 1: `3`, and `3.2` inside a block. */
  readonly ordinal: string;
  readonly name: string;
  readonly family: LayerFamily | 'input';
  readonly input: string;
  readonly output: string;
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly faces: Faces;
  /** Where its name begins, below it. */
  readonly label: { readonly x: number; readonly y: number };
  /** Whether its shape differs from the one before it, and is written out. */
  readonly reshapes: boolean;
}

/** The way past a block's layers, from its input to the sum. */
export interface DrawnSkip {
  readonly path: string;
  /** What stands on the skip; empty for the identity. */
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** A network as a picture, in pixels. */
export interface NetworkDrawing {
  readonly width: number;
  readonly height: number;
  /** From the input to the classes; each may cover a part of those before it. */
  readonly tensors: readonly DrawnTensor[];
  readonly skips: readonly DrawnSkip[];
  /** The line that the tensors stand on. */
  readonly axis: string;
}

interface Item {
  readonly ordinal: string;
  readonly layer: Layer | null;
  readonly report: {
    readonly input: Shape;
    readonly output: Shape;
    readonly parameters: number;
    readonly multiplyAdds: number;
  };
}

interface Skip {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly text: string;
}

const MARGIN = 20;
const GAP = 16;
const SKIP_HEIGHT = 22;
/** Pixels of a letter along a name that runs downwards at 45°. */
const LETTER = 4.5;
/** Between the names of neighbours. */
const LABEL_STEP = 36;

/**
 * Draws a network as a row of boxes in the proportions of its tensors, with an arc for each skip.
 * Layers that cannot take their input, and what follows them, are left out.
 */
export function networkDrawing(architecture: Architecture, imageShape: ImageShape): NetworkDrawing {
  const input = inputShape(architecture, imageShape);
  const { layers } = inspectLayers(architecture.layers, input);
  const start: Item = {
    ordinal: 'input',
    layer: null,
    report: { input, output: input, parameters: 0, multiplyAdds: 0 },
  };
  const items = [start];
  const skips: Skip[] = [];
  collect(architecture.layers, layers, '', 1, items, skips);
  return arrange(items, skips);
}

function collect(
  layers: readonly Layer[],
  reports: readonly LayerReport[],
  prefix: string,
  depth: number,
  items: Item[],
  skips: Skip[],
): void {
  layers.forEach((layer, index) => {
    const report = reports[index];
    if (report?.status !== 'ok') return;
    const ordinal = `${prefix}${index + 1}`;
    const from = items.length - 1;
    collect(innerLayers(layer), report.inner ?? [], `${ordinal}.`, depth + 1, items, skips);
    items.push({ ordinal, layer, report });
    if (layer.type !== 'Residual') return;
    const text = layer.shortcut === 'projection' ? '1 × 1' : '';
    skips.push({ from, to: items.length - 1, depth, text });
  });
}

function arrange(items: readonly Item[], skips: readonly Skip[]): NetworkDrawing {
  const largest = Math.max(
    ...items.flatMap(({ report: { output } }) => (output.length > 1 ? output.slice(0, 2) : [1])),
  );
  const boxes = items.map((item, index) =>
    boxOf(item.report.output, largest, isPlate(items, index)),
  );
  const deepest = Math.max(0, ...skips.map(({ depth }) => depth));
  const tallest = Math.max(...boxes.map((box) => box.height + reach(box)));
  const middle = MARGIN + deepest * SKIP_HEIGHT + tallest / 2;
  const places = placesOf(boxes);
  const last = boxes.at(-1);
  const right = (places.at(-1) ?? 0) + (last ? last.thickness + reach(last) : 0);
  const below = middle + tallest / 2 + 14;
  const labels = Math.max(
    ...items.map(({ layer }) => LETTER * (layer?.type ?? '28 × 28 × 1').length),
  );
  return {
    width: Math.ceil(right + MARGIN + labels / 2),
    height: Math.ceil(below + labels + MARGIN),
    tensors: items.map((item, index) => {
      const [box, x] = [boxes[index], places[index] ?? 0];
      if (!box) throw new Error('a tensor has no box');
      return drawTensor(item, items[index - 1], box, x, middle, below);
    }),
    skips: skips.map((skip) => drawSkip(skip, boxes, places, middle, tallest, deepest)),
    axis: `M${MARGIN} ${round(middle)}H${round(right)}`,
  };
}

/** A layer whose output has the shape of its input, and that is no sum, is drawn thin. */
function isPlate(items: readonly Item[], index: number): boolean {
  const item = items[index];
  const before = items[index - 1];
  if (!item || !before || item.report.parameters > 4 * (item.report.output.at(-1) ?? 0))
    return false;
  return formatShape(item.report.output) === formatShape(before.report.output);
}

function placesOf(boxes: readonly Box[]): readonly number[] {
  let x = MARGIN;
  return boxes.map((box) => {
    const here = x;
    x += Math.max(box.thickness + reach(box) * 0.6 + GAP, LABEL_STEP);
    return here;
  });
}

function drawTensor(
  { ordinal, layer, report }: Item,
  before: Item | undefined,
  box: Box,
  x: number,
  middle: number,
  below: number,
): DrawnTensor {
  const output = formatShape(report.output);
  return {
    ordinal,
    name: layer?.type ?? 'Input',
    family: layer ? definitionOf(layer).family : 'input',
    input: formatShape(report.input),
    output,
    parameters: report.parameters,
    multiplyAdds: report.multiplyAdds,
    faces: facesOf(box, x, middle),
    label: { x: round(x + box.thickness / 2), y: round(below) },
    reshapes: before === undefined || formatShape(before.report.output) !== output,
  };
}

function drawSkip(
  { from, to, depth, text }: Skip,
  boxes: readonly Box[],
  places: readonly number[],
  middle: number,
  tallest: number,
  deepest: number,
): DrawnSkip {
  const topOf = (index: number): { readonly x: number; readonly y: number } => {
    const box = boxes[index] ?? { thickness: 0, height: 0, depth: 0 };
    const far = reach(box);
    return {
      x: round((places[index] ?? 0) + (box.thickness + far) / 2),
      y: round(middle - (box.height + far) / 2),
    };
  };
  const [start, end] = [topOf(from), topOf(to)];
  // The outermost block's way is the highest.
  const y = round(middle - tallest / 2 - (deepest - depth + 1) * SKIP_HEIGHT + 8);
  const path = `M${start.x} ${start.y}V${y + 6}Q${start.x} ${y} ${start.x + 6} ${y}H${round(end.x - 6)}Q${end.x} ${y} ${end.x} ${y + 6}V${end.y}`;
  return { path, text, x: round((start.x + end.x) / 2), y };
}
