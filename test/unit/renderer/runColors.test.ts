import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastRatio, lighterColor } from '../../../src/renderer/charts/mixColor.ts';
import { RUN_COLORS } from '../../../src/shared/model/runColor.ts';
import {
  runColorIndex,
  runColorToken,
  useRunColor,
} from '../../../src/renderer/composables/useRunColor.ts';

const css = readFileSync(
  new URL('../../../src/renderer/styles/tokens.css', import.meta.url),
  'utf8',
);

/** The light and the dark value of a token. */
function values(token: string): readonly [string, string] {
  const found = new RegExp(`${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  if (!found?.[1] || !found[2]) throw new Error(`tokens.css has no ${token}`);
  return [found[1], found[2]];
}

/** `#rrggbb` as computed styles write it. */
function rgb(hex: string): string {
  return `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
}

const THEMES = [0, 1] as const;

/** The lower contrast of two tokens' two themes. */
function contrast(front: string, back: string): number {
  const ratios = THEMES.map((theme) =>
    contrastRatio(rgb(values(front)[theme]), rgb(values(back)[theme])),
  );
  return Math.min(...ratios);
}

describe('run colours', () => {
  it('follow the number, so that a run keeps its colour in every view', () => {
    const numbers = [1, 2, 8, 9, 17];
    expect(numbers.map((number) => runColorIndex({ number }))).toEqual([0, 1, 7, 0, 0]);
    expect(runColorToken({ number: 4 })).toBe('--run-3');
    expect(useRunColor({ number: 4 })).toBe('var(--run-3)');
  });

  it('stand 3:1 against the page in both themes', () => {
    for (let index = 0; index < RUN_COLORS; index += 1) {
      expect(contrast(`--run-${index}`, '--gray-1'), `--run-${index}`).toBeGreaterThanOrEqual(3);
    }
  });

  it('keep that contrast in the lighter form of training lines', () => {
    for (let index = 0; index < RUN_COLORS; index += 1) {
      for (const theme of THEMES) {
        const page = rgb(values('--gray-1')[theme]);
        const lighter = lighterColor(rgb(values(`--run-${index}`)[theme]), page);
        expect(contrastRatio(lighter, page), `--run-${index}`).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

it.each([
  ['--gray-10', '--gray-1'],
  ['--gray-10', '--accent-soft'],
  ['--gray-9', '--gray-2'],
  ['--gray-8', '--gray-1'],
  ['--gray-8', '--gray-3'],
  ['--gray-8', '--accent-soft'],
  ['--accent', '--gray-1'],
  ['--accent', '--accent-soft'],
  ['--on-accent', '--accent'],
  ['--positive', '--gray-1'],
  ['--warning', '--gray-1'],
  ['--danger', '--gray-1'],
  ['--danger', '--accent-soft'],
])('text in %s reads on %s in both themes', (front, back) => {
  expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
});
