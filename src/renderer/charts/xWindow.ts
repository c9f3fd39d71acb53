/** A part of an axis. */
export interface XWindow {
  readonly min: number;
  readonly max: number;
}
