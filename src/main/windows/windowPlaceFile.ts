import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { windowPlaceSchema, type WindowPlace } from './windowBounds.ts';

/** The remembered place of the window, or undefined where there is none that can be used. */
export function readWindowPlace(file: string): WindowPlace | undefined {
  try {
    const parsed = windowPlaceSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.data;
  } catch {
    // The first start, or a file that someone damaged: a window in the usual place is no loss.
    return undefined;
  }
}

/** Remembers the place of the window; a disk that refuses costs no more than the memory. */
export function writeWindowPlace(file: string, place: WindowPlace): void {
  try {
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, `${JSON.stringify(place)}\n`);
    renameSync(beside, file);
  } catch (error) {
    console.error(`main: the window's place could not be kept: ${String(error)}`);
  }
}
