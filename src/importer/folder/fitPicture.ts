import type { Fit } from '../../shared/contract/datasetImport.ts';
import type { ImageShape } from '../../shared/spec/shape.ts';
import type { Picture } from './picture.ts';

/** Which part of one axis of a picture becomes which part of the image's. */
interface Span {
  /** Where the source begins and how long it is, in its pixels; may be fractions. */
  readonly from: number;
  readonly length: number;
  /** Where it goes, in whole pixels. */
  readonly to: number;
  readonly size: number;
}

/** A pixel of the result as a weighted sum of the source's. */
interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/** Rec. 601, as most programs make grey of colour. */
const LUMA = [0.299, 0.587, 0.114] as const;

/**
 * Brings a picture to an image's shape: shrunk by averaging areas, enlarged by linear interpolation.
 * `contain` keeps all of it and leaves black margins, `cover` cuts off what stands over on both sides
 * alike, `stretch` changes its proportions.
 *
 * @returns values 0–255, row by row, the channels of a pixel together
 */
export function fitPicture(
  { width, height, rgb }: Picture,
  [outHeight, outWidth, channels]: ImageShape,
  fit: Fit,
): Uint8Array {
  const scales = [outWidth / width, outHeight / height] as const;
  const scale = fit === 'contain' ? Math.min(...scales) : Math.max(...scales);
  const across = span(width, outWidth, fit === 'stretch' ? scales[0] : scale);
  const down = span(height, outHeight, fit === 'stretch' ? scales[1] : scale);
  const columns = tapsOf(across, width);
  const rows = tapsOf(down, height);
  const out = new Uint8Array(outHeight * outWidth * channels);
  const line = new Float64Array(width * 3);
  rows.forEach((row, y) => {
    line.fill(0);
    row.weights.forEach((weight, tap) => addRow(line, rgb, (row.first + tap) * width * 3, weight));
    columns.forEach((column, x) => {
      const place = ((down.to + y) * outWidth + across.to + x) * channels;
      const colour = [0, 1, 2].map((channel) => weigh(line, column, channel));
      if (channels === 3) out.set(colour.map(Math.round), place);
      else
        out[place] = Math.round(LUMA.reduce((sum, part, at) => sum + part * (colour[at] ?? 0), 0));
    });
  });
  return out;
}

function addRow(line: Float64Array, rgb: Uint8Array, start: number, weight: number): void {
  for (let place = 0; place < line.length; place += 1) {
    line[place] = (line[place] ?? 0) + weight * (rgb[start + place] ?? 0);
  }
}

function weigh(line: Float64Array, { first, weights }: Taps, channel: number): number {
  return weights.reduce((sum, weight, tap) => {
    return sum + weight * (line[(first + tap) * 3 + channel] ?? 0);
  }, 0);
}

function span(source: number, target: number, scale: number): Span {
  const scaled = source * scale;
  if (scaled > target) {
    const length = target / scale;
    return { from: (source - length) / 2, length, to: 0, size: target };
  }
  const size = Math.min(target, Math.max(1, Math.round(scaled)));
  return { from: 0, length: source, to: Math.floor((target - size) / 2), size };
}

function tapsOf({ from, length, size }: Span, source: number): readonly Taps[] {
  const step = length / size;
  return Array.from({ length: size }, (_, index) =>
    step > 1
      ? areaTaps(from + index * step, from + (index + 1) * step, source)
      : linearTaps(from + (index + 0.5) * step - 0.5, source),
  );
}

function areaTaps(begin: number, end: number, source: number): Taps {
  const first = Math.max(0, Math.floor(begin + 1e-9));
  const last = Math.min(source - 1, Math.ceil(end - 1e-9) - 1);
  const covered = Array.from({ length: last - first + 1 }, (_, tap) => {
    const pixel = first + tap;
    return Math.min(end, pixel + 1) - Math.max(begin, pixel);
  });
  const sum = covered.reduce((total, part) => total + part, 0);
  return { first, weights: covered.map((part) => part / sum) };
}

function linearTaps(centre: number, source: number): Taps {
  const place = Math.min(source - 1, Math.max(0, centre));
  const first = Math.floor(place);
  const part = place - first;
  return part === 0 ? { first, weights: [1] } : { first, weights: [1 - part, part] };
}
