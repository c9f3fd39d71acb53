import { describe, expect, it } from 'vitest';
import {
  activationTiles,
  drawTiles,
  filterTiles,
  toRgb,
} from '../../../src/renderer/charts/tilePicture.ts';
import { blank, dab, stroke, toPixels } from '../../../src/renderer/components/inside/brush.ts';

describe('tiles', () => {
  it('show a channel each, blue above 0 and orange below, the strongest opaque', () => {
    // One pixel, two channels: 4 and −2.
    const tiles = activationTiles([1, 1, 2], Float32Array.of(4, -2));
    const picture = drawTiles(tiles, 8, [0, 0, 255], [255, 128, 0]);
    expect([picture.width, picture.height, picture.most]).toEqual([3, 1, 4]);
    expect([...picture.rgba]).toEqual([0, 0, 255, 255, 0, 0, 0, 0, 255, 128, 0, 128]);
  });

  it('stand in rows, a pixel apart', () => {
    const picture = drawTiles(filterTiles(2, 2, new Float32Array(20)), 3, [1, 1, 1], [2, 2, 2]);
    expect([picture.width, picture.height]).toEqual([8, 5]);
  });

  it('show time downwards and units across, and a vector in rows of 64', () => {
    expect(activationTiles([28, 5], new Float32Array(140))).toMatchObject({ rows: 28, columns: 5 });
    expect(activationTiles([100], new Float32Array(100))).toMatchObject({ rows: 2, columns: 64 });
  });

  it('read a colour', () => {
    expect(toRgb('rgb(0, 114, 178)')).toEqual([0, 114, 178]);
  });
});

describe('a drawing', () => {
  it('takes a dab, and an eraser takes it away', () => {
    const drawn = dab(blank(5, 5), 2, 2, 1);
    expect(drawn.values[12]).toBe(255);
    expect(drawn.values[0]).toBe(0);
    expect([...dab(drawn, 2, 2, 1, true).values]).toEqual([...blank(5, 5).values]);
  });

  it('takes a stroke without gaps, also over its edge', () => {
    const { values } = stroke(blank(9, 3), [0, 1], [20, 1], 1);
    expect([...values.slice(9, 18)]).toEqual(Array(9).fill(255));
  });

  it('has the same grey in every channel', () => {
    const drawing = { width: 2, height: 1, values: Uint8Array.of(7, 9) };
    expect(toPixels(drawing, 3)).toEqual([7, 7, 7, 9, 9, 9]);
  });
});
