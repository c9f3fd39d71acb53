import { describe, expect, it } from 'vitest';
import { draggedWindow, keyedWindow } from '../../../../src/renderer/charts/zoom.ts';

const area = { left: 50, right: 250 };
const shown = { min: 0, max: 10 };

describe('draggedWindow', () => {
  it('is what was dragged over, in either direction and up to the edge', () => {
    expect(draggedWindow({ from: 100, to: 200 }, area, shown)).toEqual({ min: 2.5, max: 7.5 });
    expect(draggedWindow({ from: 200, to: 10 }, area, shown)).toEqual({ min: 0, max: 7.5 });
  });

  it('is nothing for a click', () => {
    expect(draggedWindow({ from: 100, to: 103 }, area, shown)).toBeNull();
  });
});

describe('keyedWindow', () => {
  it('zooms in and out, and ends where all is shown', () => {
    const inside = keyedWindow('+', shown, shown);
    expect(inside).toEqual({ min: 2.5, max: 7.5 });
    expect(inside && keyedWindow('-', inside, shown)).toBeNull();
    expect(keyedWindow('0', { min: 1, max: 2 }, shown)).toBeNull();
  });

  it('moves, but not beyond the ends', () => {
    const part = { min: 6, max: 8 };
    expect(keyedWindow('ArrowRight', part, shown)).toEqual({ min: 6.5, max: 8.5 });
    expect(keyedWindow('ArrowRight', { min: 8, max: 10 }, shown)).toEqual({ min: 8, max: 10 });
    expect(keyedWindow('ArrowLeft', { min: 0.25, max: 2.25 }, shown)).toEqual({ min: 0, max: 2 });
  });

  it('knows no other key', () => {
    expect(keyedWindow('x', shown, shown)).toBeUndefined();
  });
});
