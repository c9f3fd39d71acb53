import { DATASET_LIMITS } from '../../shared/dataset/datasetDescription.ts';
import type { LabelledImages } from '../../shared/dataset/labelledImages.ts';
import { GrowingBytes } from '../growingBytes.ts';
import { brokenFile } from '../importErrors.ts';
import { readHeader } from './readHeader.ts';

/** Longer than the largest image takes; a line without end is met here, not when memory runs out. */
export const LONGEST_LINE = 1024 * 1024;

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const COMMA = 0x2c;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const LARGEST = 255;

/** The labels and pixel values of a CSV file, as they come. */
export interface CsvContent extends LabelledImages {
  /** Pixel values of each image. */
  readonly values: number;
}

/**
 * Reads Kaggle's layout of images in CSV: a line an image, its label and then its pixel values, each a
 * whole number from 0 to 255; a header may name the columns, and say which one is the label. Takes the
 * file in pieces of any size, so that no file is too long.
 *
 * @example
 * const rows = new CsvRows('train.csv');
 * for await (const piece of file) rows.push(piece);
 * const { labels, images, values } = rows.end();
 */
export class CsvRows {
  readonly #name: string;
  readonly #labels = new GrowingBytes(DATASET_LIMITS.images);
  readonly #images = new GrowingBytes(DATASET_LIMITS.bytes);
  #line = 1;
  /** Bytes of the file before the line. */
  #lineStart = 0;
  #offset = 0;
  /** The first line, until it is known whether it is a header. */
  #first: number[] | null = [];
  #labelColumn = 0;
  /** Columns of every line; 0 until the first is complete. */
  #columns = 0;
  #firstDataLine = 0;
  #column = 0;
  #value = -1;
  #spaceAfter = false;

  /** @param name the file's, for errors */
  constructor(name: string) {
    this.#name = name;
  }

  /** @throws LabError `dataset-corrupt` naming the line and what is wrong with it */
  push(piece: Uint8Array): void {
    for (const byte of piece) {
      this.#offset += 1;
      if (this.#offset - this.#lineStart > LONGEST_LINE) throw this.#tooLong();
      if (this.#first) this.#takeFirst(byte);
      else this.#take(byte);
    }
  }

  /** @throws LabError `dataset-corrupt`, also when there was no image at all */
  end(): CsvContent {
    if (this.#first) this.#endFirst(this.#first);
    if (this.#column > 0 || this.#value >= 0) this.#endLine();
    if (this.#labels.length === 0) {
      throw brokenFile(this.#name, 'at its end', 'it has no images', 'One line an image');
    }
    return {
      labels: this.#labels.bytes(),
      images: this.#images.bytes(),
      values: this.#columns - 1,
    };
  }

  #takeFirst(byte: number): void {
    if (byte !== LINE_FEED) {
      this.#first?.push(byte);
      return;
    }
    this.#endFirst(this.#first ?? []);
    this.#nextLine();
  }

  #endFirst(bytes: readonly number[]): void {
    this.#first = null;
    const header = readHeader(Uint8Array.from(bytes), this.#name);
    if (header.kind === 'names') {
      this.#columns = header.columns;
      this.#labelColumn = header.labelColumn;
      return;
    }
    for (const byte of bytes.slice(header.skip)) this.#take(byte);
    this.#endLine();
  }

  #take(byte: number): void {
    if (byte >= ZERO && byte <= NINE && !this.#spaceAfter) {
      this.#value = Math.max(0, this.#value) * 10 + (byte - ZERO);
      if (this.#value > LARGEST) throw this.#outOfRange();
    } else if (byte === COMMA) this.#endCell();
    else if (byte === LINE_FEED) {
      this.#endLine();
      this.#nextLine();
    } else if (byte === SPACE || byte === RETURN) this.#spaceAfter = this.#value >= 0;
    else throw this.#notANumber(byte);
  }

  #endCell(): void {
    if (this.#value < 0) throw this.#wrong('is empty', 'Write a whole number from 0 to 255');
    if (this.#column === this.#labelColumn) this.#labels.push(this.#value);
    else if (!this.#images.push(this.#value)) throw this.#tooMuch();
    this.#column += 1;
    this.#value = -1;
    this.#spaceAfter = false;
    if (this.#columns > 0 && this.#column > this.#columns) throw this.#ragged('more');
  }

  #endLine(): void {
    // A line of nothing is no image.
    if (this.#column === 0 && this.#value < 0) return;
    this.#endCell();
    if (this.#columns === 0) this.#columns = this.#column;
    if (this.#firstDataLine === 0) this.#firstDataLine = this.#line;
    if (this.#column !== this.#columns) throw this.#ragged(String(this.#column));
    this.#column = 0;
  }

  #nextLine(): void {
    this.#line += 1;
    this.#lineStart = this.#offset;
  }

  #wrong(problem: string, right: string): Error {
    const where = `line ${this.#line}`;
    return brokenFile(this.#name, where, `column ${this.#column + 1} ${problem}`, right);
  }

  #notANumber(byte: number): Error {
    const shown = byte > SPACE && byte < 0x7f ? ` ("${String.fromCharCode(byte)}")` : '';
    const hex = byte.toString(16).padStart(2, '0').toUpperCase();
    return this.#wrong(
      `has the byte 0x${hex}${shown} where a digit was expected`,
      'Every cell holds a whole number from 0 to 255, cells are separated by commas',
    );
  }

  #outOfRange(): Error {
    const what = this.#column === this.#labelColumn ? 'label' : 'value';
    return this.#wrong(
      `has a ${what} of ${this.#value} or more`,
      'Labels and pixel values are whole numbers from 0 to 255',
    );
  }

  #ragged(found: string): Error {
    const columns = this.#columns;
    const like = this.#firstDataLine > 0 ? `line ${this.#firstDataLine} has` : 'the header has';
    return brokenFile(
      this.#name,
      `line ${this.#line}`,
      `it has ${found} columns, but ${like} ${columns}`,
      'Every line needs the same number of columns',
    );
  }

  #tooLong(): Error {
    return brokenFile(
      this.#name,
      `line ${this.#line}`,
      `it is longer than ${LONGEST_LINE} bytes (it begins at byte ${this.#lineStart})`,
      'One line holds one image of at most 256 × 256 pixels',
    );
  }

  #tooMuch(): Error {
    return brokenFile(
      this.#name,
      `line ${this.#line}`,
      'the images take more than 2 GiB',
      'Import fewer or smaller images',
    );
  }
}
