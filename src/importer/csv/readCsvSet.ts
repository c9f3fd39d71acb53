import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportRequest } from '../../shared/contract/datasetImport.ts';
import { sizeOf, type ImageShape } from '../../shared/spec/shape.ts';
import { brokenFile, unfit, unreadable } from '../importErrors.ts';
import { LabError } from '../../shared/errors.ts';
import type { OnProgress, ReadSet } from '../importedImages.ts';
import { CsvRows, type CsvContent } from './csvRows.ts';

type CsvRequest = Extract<ImportRequest, { readonly kind: 'csv' }>;

/** Bytes between two words of progress. */
const PIECE = 1024 * 1024;

/**
 * Reads Kaggle's layout: a file of training images and, where there is one, a file of test images.
 *
 * @throws LabError `dataset-corrupt` naming the file and the line, `bad-input`
 */
export async function readCsvSet(request: CsvRequest, onProgress: OnProgress): Promise<ReadSet> {
  const train = await readCsv(request.train, onProgress);
  const test = request.test === null ? null : await readCsv(request.test, onProgress);
  if (test && test.values !== train.values) {
    throw unfit(
      `${basename(request.train)} has ${train.values} pixel values an image, but ${basename(request.test ?? '')} has ${test.values}`,
      'Training and test images must be of the same size',
    );
  }
  const imageShape = request.imageShape ?? squareOf(train.values, basename(request.train));
  if (sizeOf(imageShape) !== train.values) {
    throw unfit(
      `Images of ${imageShape.join(' × ')} have ${sizeOf(imageShape)} values, but each line has ${train.values}`,
      'Give height, width and channels whose product is the number of pixel columns',
    );
  }
  return { imageShape, classNames: null, train, test, notes: [], problems: [] };
}

async function readCsv(path: string, onProgress: OnProgress): Promise<CsvContent> {
  const name = basename(path);
  const rows = new CsvRows(name);
  try {
    const { size } = await stat(path);
    let done = 0;
    for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
      rows.push(piece as Buffer);
      done += (piece as Buffer).length;
      onProgress(`Reading ${name}`, done / Math.max(1, size));
    }
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw unreadable(path, error);
  }
  return rows.end();
}

/** The square, grey or RGB, that so many values make. */
function squareOf(values: number, name: string): ImageShape {
  const grey = Math.sqrt(values);
  if (Number.isInteger(grey)) return [grey, grey, 1];
  const colour = Math.sqrt(values / 3);
  if (Number.isInteger(colour)) return [colour, colour, 3];
  throw brokenFile(
    name,
    'line 1',
    `${values} pixel columns make no square image`,
    'Say the height, the width and the channels of the images',
  );
}
