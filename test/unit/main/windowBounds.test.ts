import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fittingBounds, type WindowPlace } from '../../../src/main/windows/windowBounds.ts';
import { readWindowPlace, writeWindowPlace } from '../../../src/main/windows/windowPlaceFile.ts';

const DISPLAY = { x: 0, y: 0, width: 1920, height: 1040 };
const place = (over: Partial<WindowPlace> = {}): WindowPlace => ({
  x: 100,
  y: 50,
  width: 1400,
  height: 900,
  maximized: false,
  ...over,
});

/** A folder that goes with the test. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atelier-place-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('fittingBounds', () => {
  it('is 1280 × 800 where nothing is remembered', () => {
    expect(fittingBounds(undefined, [DISPLAY])).toEqual({ width: 1280, height: 800 });
  });

  it('is where the window was', () => {
    expect(fittingBounds(place(), [DISPLAY])).toEqual({ x: 100, y: 50, width: 1400, height: 900 });
  });

  it('lets the system choose when that display is gone or the title bar cannot be reached', () => {
    expect(fittingBounds(place({ x: 2500 }), [DISPLAY])).toEqual({ width: 1400, height: 900 });
    expect(fittingBounds(place({ y: -400 }), [DISPLAY])).toEqual({ width: 1400, height: 900 });
  });

  it('shrinks to a smaller display', () => {
    const small = { x: 0, y: 0, width: 1280, height: 720 };
    expect(fittingBounds(place({ x: 0, y: 0 }), [small])).toMatchObject({
      width: 1280,
      height: 720,
    });
  });
});

describe('window place file', () => {
  it('gives back what was written, and leaves nothing else behind', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'place.json');
    writeWindowPlace(file, place({ maximized: true }));
    expect(readWindowPlace(file)).toEqual(place({ maximized: true }));
    expect(await readdir(folder)).toEqual(['place.json']);
  });

  it.each(['', '{', '[]', '{"x":1}', '{"x":0,"y":0,"width":10,"height":10,"maximized":false}'])(
    'ignores a file that says %s',
    async (text) => {
      const file = join(await temporaryFolder(), 'place.json');
      await writeFile(file, text);
      expect(readWindowPlace(file)).toBeUndefined();
    },
  );
});
