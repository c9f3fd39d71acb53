import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDrawTurns } from '../../../../src/renderer/charts/drawTurns.ts';

let drawn: string[] = [];
const frames = new Map<number, () => void>();
let asked = 0;

beforeEach(() => {
  drawn = [];
  frames.clear();
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => {
    frames.set((asked += 1), act);
    return asked;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const chart = (name: string, points: number) => () => {
  drawn.push(name);
  return points;
};
const nextFrame = (): void => {
  const acts = [...frames.values()];
  frames.clear();
  for (const act of acts) act();
};

describe('createDrawTurns', () => {
  it('draws small charts in one frame and long ones in a frame each', () => {
    const turns = createDrawTurns();
    turns.ask(chart('small', 20));
    turns.ask(chart('also small', 30));
    turns.ask(chart('long', 5_000));
    turns.ask(chart('longer', 9_000));
    expect(drawn).toEqual([]);
    nextFrame();
    expect(drawn).toEqual(['small', 'also small', 'long']);
    nextFrame();
    expect(drawn.at(-1)).toBe('longer');
  });

  it('draws what is looked at first, and each once', () => {
    const turns = createDrawTurns();
    const [first, second, third] = ['first', 'second', 'third'].map((name) => chart(name, 5_000));
    if (!first || !second || !third) throw new Error('no charts');
    turns.ask(first);
    turns.ask(second);
    turns.ask(first);
    turns.ask(third);
    turns.ask(second, true);
    for (let turn = 0; turn < 5; turn += 1) nextFrame();
    expect(drawn).toEqual(['second', 'first', 'third']);
  });

  it('keeps no chart waiting for one that grows all the time', () => {
    const turns = createDrawTurns();
    const growing = (): number => {
      drawn.push('growing');
      turns.ask(growing);
      return 5_000;
    };
    turns.ask(growing);
    turns.ask(chart('other', 10));
    nextFrame();
    nextFrame();
    expect(drawn.slice(0, 2)).toEqual(['growing', 'other']);
  });

  it('draws all of a hidden window, which gets no frames', () => {
    const turns = createDrawTurns();
    turns.ask(chart('long', 5_000));
    turns.ask(chart('longer', 9_000));
    vi.advanceTimersByTime(1_000);
    expect(drawn).toEqual(['long', 'longer']);
  });

  it('goes on after a chart that cannot be drawn, and forgets one that is gone', () => {
    const turns = createDrawTurns();
    const gone = chart('gone', 10);
    turns.ask(() => {
      throw new Error('no canvas');
    });
    turns.ask(gone);
    turns.ask(chart('other', 10));
    turns.forget(gone);
    expect(nextFrame).toThrow('no canvas');
    nextFrame();
    expect(drawn).toEqual(['other']);
  });
});
