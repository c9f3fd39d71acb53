import type { Page } from '@playwright/test';

/** What the page keeps for the benchmarks, under `window.benchProbe`. */
interface Probe {
  /** When what is measured began, in the page's clock. */
  begun: number | null;
  /** When the frame after the first drawing since then began. */
  first: number | null;
  /** When a line was last drawn on a canvas. */
  drawn: number;
  /** When the frame after that began: what was drawn has been handed over. */
  shown: number;
  /** When each frame began while they are recorded. */
  frames: number[] | null;
}

declare global {
  interface Window {
    benchProbe: Probe;
  }
}

/** Makes the page note when input comes and when lines are drawn. */
export async function installProbe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const probe: Probe = { begun: null, first: null, drawn: 0, shown: 0, frames: null };
    window.benchProbe = probe;
    let waiting = false;
    const stroke = CanvasRenderingContext2D.prototype.stroke;
    CanvasRenderingContext2D.prototype.stroke = function (...given: unknown[]) {
      probe.drawn = performance.now();
      if (!waiting) {
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          probe.shown = performance.now();
          if (probe.begun !== null) probe.first ??= probe.shown;
        });
      }
      return Reflect.apply(stroke, this, given) as void;
    };
    for (const kind of ['keydown', 'pointerdown', 'hashchange']) {
      const note = (event: Event): void => {
        probe.begun ??= event.timeStamp;
      };
      window.addEventListener(kind, note, { capture: true });
    }
  });
}

/** How long after an input its lines were there, in milliseconds. */
export interface DrawTimes {
  /** To the frame after the first task that drew lines. */
  readonly firstMs: number;
  /** To the frame after the last line that came of it. */
  readonly lastMs: number;
}

/** Nothing is drawn for so long: what came of the input has been drawn, in milliseconds. */
const QUIET_MS = 400;

/**
 * How long it takes from the input that `act` gives until its lines are drawn: its handlers, what they
 * computed and drew, and the hand-over of the picture.
 *
 * @throws Error when nothing is drawn within 30 s
 */
export async function timeToDrawn(page: Page, act: () => Promise<void>): Promise<DrawTimes> {
  await page.evaluate(() => {
    window.benchProbe.begun = null;
    window.benchProbe.first = null;
  });
  await act();
  return page.evaluate(async (quiet) => {
    const probe = window.benchProbe;
    const start = performance.now();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const { begun, first, drawn, shown } = probe;
      const now = performance.now();
      if (begun !== null && drawn > begun && shown > drawn && now - drawn > quiet) {
        return { firstMs: (first ?? shown) - begun, lastMs: shown - begun };
      }
      if (now - start > 30_000) throw new Error('nothing was drawn within 30 s');
    }
  }, QUIET_MS);
}

/** When each frame began while `act` went on, in milliseconds. */
export async function framesDuring(
  page: Page,
  act: () => Promise<void>,
): Promise<readonly number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    const note = (at: number): void => {
      if (window.benchProbe.frames !== frames) return;
      frames.push(at);
      requestAnimationFrame(note);
    };
    window.benchProbe.frames = frames;
    requestAnimationFrame(note);
  });
  await act();
  return page.evaluate(() => {
    const { frames } = window.benchProbe;
    window.benchProbe.frames = null;
    return frames ?? [];
  });
}
