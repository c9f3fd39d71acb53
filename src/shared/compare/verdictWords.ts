import type { JudgedPair, RefusalReason } from './comparePair.ts';
import type { TestedRun } from './testedRun.ts';

/**
 * A p value as sentences give it: two figures, none below one in ten thousand.
 *
 * @example formatP(0.00312) // 'p = 0.0031'
 */
export function formatP(p: number): string {
  if (p < 0.0001) return 'p < 0.0001';
  if (p > 0.995) return 'p = 1';
  // As many decimals as two figures take, and never more than four.
  const decimals = Math.min(4, Math.max(2, 1 - Math.floor(Math.log10(p))));
  return `p = ${p.toFixed(decimals)}`;
}

/** The verdict on a pair in a sentence. */
export function verdictWords(pair: JudgedPair, nameOfA: string, nameOfB: string): string {
  const lead = Math.abs(pair.onlyB - pair.onlyA);
  const ahead = pair.onlyB > pair.onlyA ? nameOfB : nameOfA;
  const chance = `(${formatP(pair.pHolm)}${pair.family > 1 ? `, corrected for ${pair.family} pairs` : ''})`;
  const more = `${count(lead)} more ${lead === 1 ? 'image' : 'images'} right of ${count(pair.total)}`;
  if (pair.kind !== 'noise') {
    return `${ahead} is better: ${more}; a difference this large would be rare if they were equal ${chance}.`;
  }
  if (lead === 0) return evenWords(pair);
  return `Within noise: ${ahead} has ${more}, but a difference this large would not be rare if they were equal ${chance}.`;
}

function evenWords({ onlyA, bothRight, total }: JudgedPair): string {
  const same = `both have ${count(bothRight + onlyA)} of ${count(total)} images right`;
  return onlyA === 0
    ? `No difference: ${same}, and the same ones.`
    : `Within noise: ${same}, though not the same ones.`;
}

/** Why there is no verdict on a pair, in a sentence. */
export function refusalWords(reason: RefusalReason, a: TestedRun, b: TestedRun): string {
  return `No verdict on ${b.name} against ${a.name}: ${why(reason, a, b)}.`;
}

function why(reason: RefusalReason, a: TestedRun, b: TestedRun): string {
  switch (reason) {
    case 'untested': {
      const missing = [a, b].filter(({ predictions }) => !predictions?.indices.length);
      const names = missing.map(({ name }) => name).join(' and ');
      return `${names} ${missing.length > 1 ? 'have' : 'has'} no test evaluation`;
    }
    case 'other-data':
      return 'they were tested on different data';
    case 'other-images':
      return 'they were not tested on the same images';
    case 'unknown-labels':
      return 'the data they were tested on is not at hand, so which images they had right is not known';
  }
}

function count(value: number): string {
  return value.toLocaleString('en');
}
