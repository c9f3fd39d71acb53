import { LabError } from '../errors.ts';

/** An array of bytes with its shape, as an IDX file holds it. */
export interface IdxArray {
  readonly shape: readonly number[];
  /** Row by row; a view into the parsed bytes. */
  readonly data: Uint8Array;
}

/** What the reader of a file knows beforehand. */
export interface IdxExpectation {
  /** The file's name, for errors. */
  readonly name?: string;
  /** How many dimensions the array must have; any from 1 to 4 by default. */
  readonly dimensions?: number;
  /** What errors advise. */
  readonly hint?: string;
}

/** What errors call the file, and what they advise. */
interface Source {
  readonly name: string;
  readonly hint: string;
}

const PROVISION_AGAIN = 'Delete the file and provision the data set again with: npm start';
const UNSIGNED_BYTE = 0x08;
const MAX_DIMENSIONS = 4;
/** Types that the format knows, for an error that says what was found. */
const TYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [0x08, 'unsigned bytes'],
  [0x09, 'signed bytes'],
  [0x0b, '16-bit integers'],
  [0x0c, '32-bit integers'],
  [0x0d, '32-bit floats'],
  [0x0e, '64-bit floats'],
]);

/**
 * Reads an IDX file of unsigned bytes: two zero bytes, the type 0x08, the number of dimensions,
 * each dimension as a big-endian 32-bit number, then the values. The format is Y. LeCun's, of the
 * MNIST database.
 *
 * @param bytes the whole file, decompressed
 * @throws LabError `dataset-corrupt` naming the offset, what was found there and what would be right
 */
export function parseIdx(bytes: Uint8Array, expected: IdxExpectation = {}): IdxArray {
  const { name = 'The IDX file', hint = PROVISION_AGAIN } = expected;
  const file = { name, hint };
  if (bytes.length < 4) {
    throw corrupt(file, 0, `${bytes.length} bytes in all`, 'a header of at least 4 bytes');
  }
  checkMagic(bytes, file);
  const dimensions = checkDimensions(bytes, file, expected.dimensions);
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) {
    const found = `the end of the file after ${bytes.length} bytes`;
    throw corrupt(file, bytes.length, found, `${dimensions} dimensions of 4 bytes each`);
  }
  const shape = readShape(bytes, file, dimensions);
  const length = shape.reduce((product, size) => product * size, 1);
  if (bytes.length - header !== length) {
    const found = `${bytes.length - header} bytes of values`;
    throw corrupt(file, header, found, `${length} (${shape.join(' × ')})`);
  }
  return { shape, data: bytes.subarray(header) };
}

function checkMagic(bytes: Uint8Array, file: Source): void {
  const zero = [bytes[0], bytes[1]].findIndex((byte) => byte !== 0);
  if (zero >= 0) throw corrupt(file, zero, hex(bytes[zero]), '0x00, as every IDX file begins');
  const type = bytes[2] ?? 0;
  if (type === UNSIGNED_BYTE) return;
  const name = TYPE_NAMES.get(type);
  const found = `type ${hex(type)}${name === undefined ? '' : ` (${name})`}`;
  throw corrupt(file, 2, found, '0x08 (unsigned bytes)');
}

function checkDimensions(bytes: Uint8Array, file: Source, expected: number | undefined): number {
  const found = bytes[3] ?? 0;
  if (expected !== undefined && found !== expected) {
    throw corrupt(file, 3, `${found} dimensions`, `${expected}`);
  }
  if (found < 1 || found > MAX_DIMENSIONS) {
    throw corrupt(file, 3, `${found} dimensions`, `1 to ${MAX_DIMENSIONS}`);
  }
  return found;
}

/** Reads the sizes, refusing a product that no exact number, and so no file, could hold. */
function readShape(bytes: Uint8Array, file: Source, dimensions: number): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape: number[] = [];
  let product = 1;
  for (let index = 0; index < dimensions; index += 1) {
    const offset = 4 + 4 * index;
    const size = view.getUint32(offset);
    product *= size;
    if (!Number.isSafeInteger(product)) {
      throw corrupt(file, offset, `a size of ${size}`, 'sizes whose product is below 2^53');
    }
    shape.push(size);
  }
  return shape;
}

function hex(byte: number | undefined): string {
  return `0x${(byte ?? 0).toString(16).padStart(2, '0')}`;
}

function corrupt(file: Source, offset: number, found: string, right: string): LabError {
  return new LabError({
    code: 'dataset-corrupt',
    message: `${file.name} is not a valid IDX file: at byte ${offset} it has ${found} instead of ${right}`,
    hint: file.hint,
    context: { file: file.name, offset, found, expected: right },
  });
}
