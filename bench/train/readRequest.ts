import { text } from 'node:stream/consumers';
import type { TrainRequest, TrainResult } from './contender.ts';

/** The request on standard input. */
export async function readRequest(): Promise<TrainRequest> {
  return JSON.parse(await text(process.stdin)) as TrainRequest;
}

/** Prints a result, with the highest resident memory of this process. */
export function printResult(result: Omit<TrainResult, 'peakRssBytes'>): void {
  const peakRssBytes = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ ...result, peakRssBytes }));
}

/** Random pixels and labels: their values do not change how long a step takes. */
export function randomImages(count: number): { images: Uint8Array; labels: Uint8Array } {
  const images = Uint8Array.from({ length: count * 784 }, () => Math.random() * 256);
  const labels = Uint8Array.from({ length: count }, () => Math.random() * 10);
  return { images, labels };
}
