import type { Monitor } from '../spec/training/monitor.ts';

/** What can be watched of one finished epoch. */
export type EpochFigures = Readonly<Record<Monitor, number>>;
