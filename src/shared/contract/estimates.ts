/** What estimates of a run's cost on this machine rest on. */
export interface EstimateBasis {
  /** The machine's memory, or the part of it that the trainer may use. */
  readonly memoryBytes: number;
}
