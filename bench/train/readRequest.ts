import { text } from 'node:stream/consumers';
import type { TrainRequest, TrainResult } from './contender.ts';

/** The request on standard input. */
export async function readRequest(): Promise<TrainRequest> {
  return JSON.parse(await text(process.stdin)) as TrainRequest;
}

/** The highest resident memory of this process so far, bytes. */
export function peakRss(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Prints a result, by default with the highest resident memory until now. */
export function printResult(
  result: Omit<TrainResult, 'peakRssBytes'> & { readonly peakRssBytes?: number },
): void {
  process.stdout.write(JSON.stringify({ peakRssBytes: peakRss(), ...result }));
}

/** Random pixels and labels: their values do not change how long a step takes. */
export function randomImages(count: number): { images: Uint8Array; labels: Uint8Array } {
  const images = Uint8Array.from({ length: count * 784 }, () => Math.random() * 256);
  const labels = Uint8Array.from({ length: count }, () => Math.random() * 10);
  return { images, labels };
}
