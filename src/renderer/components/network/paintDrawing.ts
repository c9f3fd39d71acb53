import type { NetworkDrawing } from '../../../shared/spec/drawing/networkDrawing.ts';
import type { DrawingColors } from './drawingColors.ts';

/** One stroke of the brush, in the order of painting. */
export type Paint =
  | {
      readonly kind: 'path';
      readonly path: string;
      readonly fill: string | null;
      readonly stroke: string | null;
      /** Of the fill. */
      readonly opacity: number;
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      readonly y: number;
      /** Degrees, clockwise. */
      readonly turn: number;
      readonly fill: string;
      readonly size: number;
    };

/** How names stand below the tensors. */
export const LABEL_TURN = 45;

/** What lightens the top of a box and darkens its side. */
export const SHADES = {
  top: { fill: '#ffffff', opacity: 0.4 },
  side: { fill: '#000000', opacity: 0.22 },
} as const;

/** A drawing as strokes of the brush, for a file that stands alone. */
export function paintDrawing(drawing: NetworkDrawing, colors: DrawingColors): readonly Paint[] {
  const { width, height, tensors, skips, axis } = drawing;
  const ground = `M0 0H${width}V${height}H0Z`;
  return [
    fill(ground, colors.ground),
    line(axis, colors.line),
    ...tensors.flatMap(({ faces, family }) => {
      const color = colors.family(family);
      return [
        fill(faces.front, color),
        fill(faces.top, color),
        fill(faces.side, color),
        fill(faces.top, SHADES.top.fill, SHADES.top.opacity),
        fill(faces.side, SHADES.side.fill, SHADES.side.opacity),
        line(faces.front, colors.ground),
      ];
    }),
    ...skips.flatMap(({ path, text, x, y }) => [
      line(path, colors.family('block')),
      write(text, x - 3 * text.length, y - 4, 0, colors.muted),
    ]),
    ...tensors.flatMap(({ label: { x, y }, name, output, reshapes }) => [
      write(name, x, y, LABEL_TURN, colors.text),
      ...(reshapes ? [write(output, x - 13, y + 5, LABEL_TURN, colors.muted)] : []),
    ]),
  ];
}

function fill(path: string, color: string, opacity = 1): Paint {
  return { kind: 'path', path, fill: color, stroke: null, opacity };
}

function line(path: string, color: string): Paint {
  return { kind: 'path', path, fill: null, stroke: color, opacity: 1 };
}

function write(text: string, x: number, y: number, turn: number, color: string): Paint {
  return { kind: 'text', text, x, y, turn, fill: color, size: 11 };
}

/** A drawing as an SVG file. */
export function drawingSvg(drawing: NetworkDrawing, colors: DrawingColors, title: string): string {
  const { width, height } = drawing;
  const body = paintDrawing(drawing, colors).map((paint) => {
    if (paint.kind === 'text') {
      const { x, y, turn, size, fill: color, text } = paint;
      const place = `x="${x}" y="${y}" transform="rotate(${turn} ${x} ${y})"`;
      return `<text ${place} font-size="${size}" fill="${escaped(color)}">${escaped(text)}</text>`;
    }
    const { path, fill: color, stroke, opacity } = paint;
    const clear = opacity === 1 ? '' : ` fill-opacity="${opacity}"`;
    return `<path d="${path}" fill="${escaped(color ?? 'none')}" stroke="${escaped(stroke ?? 'none')}"${clear}/>`;
  });
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(colors.font)}">`;
  return [head, `<title>${escaped(title)}</title>`, ...body, '</svg>', ''].join('\n');
}

/**
 * A drawing as a PNG.
 *
 * @param ratio pixels of the picture for one of the drawing
 */
export function drawingPng(
  drawing: NetworkDrawing,
  colors: DrawingColors,
  ratio: number,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = drawing.width * ratio;
  canvas.height = drawing.height * ratio;
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('no canvas to draw on'));
  context.scale(ratio, ratio);
  for (const paint of paintDrawing(drawing, colors)) apply(context, paint, colors.font);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came'))));
  });
}

function apply(context: CanvasRenderingContext2D, paint: Paint, font: string): void {
  context.save();
  if (paint.kind === 'text') {
    context.translate(paint.x, paint.y);
    context.rotate((paint.turn * Math.PI) / 180);
    context.font = `${paint.size}px ${font}`;
    context.fillStyle = paint.fill;
    context.fillText(paint.text, 0, 0);
  } else {
    const path = new Path2D(paint.path);
    context.globalAlpha = paint.opacity;
    if (paint.fill !== null) {
      context.fillStyle = paint.fill;
      context.fill(path);
    }
    if (paint.stroke !== null) {
      context.strokeStyle = paint.stroke;
      context.stroke(path);
    }
  }
  context.restore();
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
