import { decode as decodePng, type DecodedPng } from 'fast-png';
import jpeg from 'jpeg-js';
import { brokenFile } from '../importErrors.ts';
import type { Picture } from './picture.ts';

/** A picture larger than this is refused before it is unpacked. */
const MOST_MEGAPIXELS = 64;
const JPEG_MEMORY_MIB = 1024;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Decodes a PNG or a JPEG, told apart by how it begins and not by its name. What is transparent becomes
 * black, 16 bits become 8.
 *
 * @param name the file's, for errors
 * @throws LabError `dataset-corrupt`
 */
export function decodePicture(bytes: Uint8Array, name: string): Picture {
  const isPng = PNG_SIGNATURE.every((byte, place) => bytes[place] === byte);
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  if (!isPng && !isJpeg) {
    throw brokenFile(name, 'byte 0', 'it begins like no PNG and no JPEG', 'Take it out');
  }
  try {
    return isPng ? fromPng(bytes) : fromJpeg(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw brokenFile(name, 'as a whole', `it cannot be decoded: ${reason}`, 'Take it out');
  }
}

function fromJpeg(bytes: Uint8Array): Picture {
  const { width, height, data } = jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    maxResolutionInMP: MOST_MEGAPIXELS,
    maxMemoryUsageInMB: JPEG_MEMORY_MIB,
  });
  return { width, height, rgb: data };
}

function fromPng(bytes: Uint8Array): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33) throw new Error('it is cut short');
  const pixels = view.getUint32(16) * view.getUint32(20);
  if (pixels === 0) throw new Error('it has no pixels');
  if (pixels > MOST_MEGAPIXELS * 1e6) throw new Error(`it has more than ${MOST_MEGAPIXELS} MP`);
  return toRgb(decodePng(bytes, { checkCrc: true }));
}

function toRgb(png: DecodedPng): Picture {
  const { width, height, depth, channels, palette } = png;
  const values = unpack(png);
  const rgb = new Uint8Array(width * height * 3);
  const scale = 255 / (2 ** depth - 1);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const place = pixel * channels;
    const first = values[place] ?? 0;
    if (palette) {
      const [red = 0, green = 0, blue = 0, alpha = 255] = palette[first] ?? [];
      put(rgb, pixel, red, green, blue, alpha / 255);
      continue;
    }
    const alpha = channels === 2 || channels === 4 ? values[place + channels - 1] : undefined;
    const isGrey = channels < 3;
    const opacity = alpha === undefined ? 1 : (alpha * scale) / 255;
    const [red, green, blue] = isGrey
      ? [first, first, first]
      : [first, values[place + 1] ?? 0, values[place + 2] ?? 0];
    put(rgb, pixel, red * scale, green * scale, blue * scale, opacity);
  }
  return { width, height, rgb };
}

function put(
  rgb: Uint8Array,
  pixel: number,
  red: number,
  green: number,
  blue: number,
  opacity: number,
): void {
  rgb[pixel * 3] = Math.round(red * opacity);
  rgb[pixel * 3 + 1] = Math.round(green * opacity);
  rgb[pixel * 3 + 2] = Math.round(blue * opacity);
}

/** One value for each channel of each pixel; below 8 bits the rows of a PNG are packed, each alone. */
function unpack({ data, width, height, depth, channels }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const perRow = width * channels;
  const bytesPerRow = Math.ceil((perRow * depth) / 8);
  const mask = 2 ** depth - 1;
  return Uint8Array.from({ length: height * perRow }, (_, index) => {
    const bit = (index % perRow) * depth;
    const byte = data[Math.floor(index / perRow) * bytesPerRow + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & mask;
  });
}
