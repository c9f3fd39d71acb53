/** Draws a chart. @returns how many points it drew */
export type DrawChart = () => number;

/** Charts that wait to be drawn. */
export interface DrawTurns {
  /** Asks for a drawing, once however often it is asked. @param soon before the others: it is being looked at */
  ask(draw: DrawChart, soon?: boolean): void;
  /** Takes a chart out that will not be drawn any more. */
  forget(draw: DrawChart): void;
}

/** When this many points have been drawn, the other charts wait for the next frame. */
const POINTS_A_FRAME = 2_000;

/** Hidden windows get no animation frames; what they show must be right all the same. */
const HIDDEN_DELAY = 250;

/**
 * Lets charts take turns, so that many long ones drawn anew together hold up no frame for long: small
 * ones are drawn in one frame, long ones in a frame each. Whoever asks last comes last, so that a chart
 * which grows with every frame keeps none from its turn.
 */
export function createDrawTurns(): DrawTurns {
  let waiting: readonly DrawChart[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wait(): void {
    if (waiting.length === 0 || timer !== undefined) return;
    frame = requestAnimationFrame(() => take(POINTS_A_FRAME));
    timer = setTimeout(() => take(Infinity), HIDDEN_DELAY);
  }

  function stop(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
  }

  function take(most: number): void {
    stop();
    try {
      // As many turns as charts wait now: one that asks again while it is drawn waits for the next frame.
      for (let left = waiting.length, drawn = 0; left > 0 && drawn < most; left -= 1) {
        const [next, ...others] = waiting;
        if (!next) break;
        waiting = others;
        drawn += next();
      }
    } finally {
      // A chart that cannot be drawn takes no turn from the others.
      wait();
    }
  }

  function ask(draw: DrawChart, soon = false): void {
    if (waiting.includes(draw)) {
      if (!soon) return;
      waiting = waiting.filter((other) => other !== draw);
    }
    waiting = soon ? [draw, ...waiting] : [...waiting, draw];
    wait();
  }

  function forget(draw: DrawChart): void {
    waiting = waiting.filter((other) => other !== draw);
    if (waiting.length === 0) stop();
  }

  return { ask, forget };
}

/** The turns of the window's charts. */
export const drawTurns = createDrawTurns();
