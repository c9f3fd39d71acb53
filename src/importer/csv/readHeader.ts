import { brokenFile } from '../importErrors.ts';

/** What the first line of a CSV file is. */
export type CsvHeader =
  | { readonly kind: 'names'; readonly columns: number; readonly labelColumn: number }
  /** An image already, after so many bytes that are no part of it. */
  | { readonly kind: 'image'; readonly skip: number };

const LABEL_NAMES = ['label', 'class', 'target', 'y'];
const NUMERIC = /^[\s\d,]*$/;

/**
 * Says what a CSV file begins with.
 *
 * @param line its first line, without the line feed
 * @throws LabError `dataset-corrupt` when it is no text in UTF-8
 */
export function readHeader(line: Uint8Array, name: string): CsvHeader {
  const [first, second, third] = line;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw brokenFile(name, 'byte 0', 'it is text in UTF-16', 'Save it as UTF-8');
  }
  const skip = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
  const text = decode(line.subarray(skip), name);
  if (NUMERIC.test(text)) return { kind: 'image', skip };
  const names = text.split(',').map((cell) => cell.trim().replaceAll('"', '').toLowerCase());
  const labelled = names.findIndex((cell) => LABEL_NAMES.includes(cell));
  // A header has words in its cells; a first image with one wrong cell must not pass for one.
  const words = names.filter((cell) => /[a-z_]/i.test(cell)).length;
  if (words * 2 < names.length && labelled < 0) return { kind: 'image', skip };
  return { kind: 'names', columns: names.length, labelColumn: Math.max(0, labelled) };
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw brokenFile(name, 'line 1', `it is not UTF-8${whereOf(bytes)}`, 'Save it as UTF-8');
  }
}

/** The first byte after which the text is no longer UTF-8. */
function whereOf(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let place = 0; place < bytes.length; place += 1) {
    try {
      decoder.decode(bytes.subarray(place, place + 1), { stream: true });
    } catch {
      return ` (byte ${place})`;
    }
  }
  return ' (at its end)';
}
