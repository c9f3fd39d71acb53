import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { idxFile } from './idxFile.ts';

const SIDE = 8;

/** The classes of the sets that tests import: one is red, one green, one blue. */
export const COLOURS = ['blue', 'green', 'red'] as const;

/** Writes a folder of PNG and JPEG pictures, `count` of each class, and what an import must leave out. */
export function writePictures(folder: string, count: number): void {
  COLOURS.forEach((name, label) => {
    mkdirSync(join(folder, name), { recursive: true });
    for (let index = 0; index < count; index += 1) {
      const rgb = picture(2 - label, index);
      const isPng = index % 3 > 0;
      const file = join(folder, name, `${index}.${isPng ? 'png' : 'JPG'}`);
      writeFileSync(file, isPng ? png(rgb) : jpg(rgb));
    }
    writeFileSync(join(folder, name, 'notes.txt'), 'not a picture');
    writeFileSync(join(folder, name, '.hidden.png'), 'not a picture');
  });
}

/** A picture of 10 × 12 pixels that is bright in one channel. */
function picture(channel: number, index: number): Uint8Array {
  return Uint8Array.from({ length: 10 * 12 * 3 }, (_, place) =>
    place % 3 === channel ? 180 + ((place * 7 + index * 13) % 70) : (place * 5 + index * 11) % 60,
  );
}

function png(data: Uint8Array): Uint8Array {
  return encodePng({ width: 10, height: 12, channels: 3, depth: 8, data });
}

function jpg(rgb: Uint8Array): Uint8Array {
  const data = Uint8Array.from({ length: 10 * 12 * 4 }, (_, place) =>
    place % 4 === 3 ? 255 : (rgb[Math.floor(place / 4) * 3 + (place % 4)] ?? 0),
  );
  return jpeg.encode({ width: 10, height: 12, data }, 95).data;
}

/** Grey values of `count` images of three classes in turn, 8 × 8 each, and their labels. */
function greyImages(count: number): { images: Uint8Array; labels: Uint8Array } {
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 3);
  const images = Uint8Array.from({ length: count * SIDE * SIDE }, (_, place) => {
    const image = Math.floor(place / (SIDE * SIDE));
    return (image % 3) * 80 + ((place * 7 + image) % 40);
  });
  return { images, labels };
}

/** Writes training and test images as IDX files, the training ones gzipped. @returns their paths */
export function writeIdxFiles(folder: string, train: number, test: number): readonly string[] {
  const write = (name: string, bytes: Uint8Array): string => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };
  const [a, b] = [greyImages(train), greyImages(test)];
  return [
    write('train-images.gz', gzipSync(idxFile([train, SIDE, SIDE], a.images))),
    write('train-labels.gz', gzipSync(idxFile([train], a.labels))),
    write('test-images', idxFile([test, SIDE, SIDE], b.images)),
    write('test-labels', idxFile([test], b.labels)),
  ];
}

/** The same images in Kaggle's layout. */
export function csvText(count: number): string {
  const { images, labels } = greyImages(count);
  const names = Array.from({ length: SIDE * SIDE }, (_, index) => `pixel${index + 1}`);
  const rows = Array.from(labels, (label, index) =>
    [label, ...images.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE)].join(','),
  );
  return `${['label', ...names].join(',')}\n${rows.join('\n')}\n`;
}
