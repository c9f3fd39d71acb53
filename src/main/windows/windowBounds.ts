import { z } from 'zod';

/** The smallest window in which nothing overlaps. */
export const MIN_SIZE = { width: 1024, height: 700 } as const;

/** The size of a first window. */
export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;

/** Schema of a remembered place on the screen. */
export const windowPlaceSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(MIN_SIZE.width).max(100_000),
  height: z.number().int().min(MIN_SIZE.height).max(100_000),
  maximized: z.boolean(),
});

/** Where a window was, and how large. */
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** A rectangle of the screen, in device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a window is opened with; without a position the system chooses one. */
export interface WindowBounds {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

/** How much of a window must be on a display for a person to get hold of it. */
const REACHABLE = 120;

/**
 * The bounds to open a window with: the remembered ones, made to fit the displays of today.
 *
 * @param place what was remembered, if anything
 * @param displays the work areas of the displays that are connected now
 */
export function fittingBounds(
  place: WindowPlace | undefined,
  displays: readonly Rectangle[],
): WindowBounds {
  if (place === undefined) return DEFAULT_SIZE;
  const { x, y, width, height } = place;
  const home = displays.find((display) => isReachable(place, display));
  if (home === undefined) return { width, height };
  return { x, y, width: Math.min(width, home.width), height: Math.min(height, home.height) };
}

// The title bar is what a window is dragged by, so its top edge must be on the display.
function isReachable(place: WindowPlace, display: Rectangle): boolean {
  const left = Math.max(place.x, display.x);
  const right = Math.min(place.x + place.width, display.x + display.width);
  const topInside = place.y >= display.y && place.y < display.y + display.height - REACHABLE;
  return topInside && right - left >= REACHABLE;
}
