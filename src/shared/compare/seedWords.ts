import type { JudgedSeeds, SeedRefusal } from './compareSeeds.ts';
import type { SeedGroup } from './seedGroups.ts';
import { formatP } from './verdictWords.ts';

/** The verdict on two specs in a sentence. */
export function seedVerdictWords(judged: JudgedSeeds, a: SeedGroup, b: SeedGroup): string {
  const { result, pHolm, family, kind } = judged;
  const [ahead, behind] = result.difference > 0 ? [b, a] : [a, b];
  const points = (Math.abs(result.difference) * 100).toFixed(2);
  const chance = `(${formatP(pHolm)}${family > 1 ? `, corrected for ${family} pairs` : ''})`;
  const lead = `on average ${points} percentage points more test accuracy ${overSeeds(judged, ahead, behind)}`;
  if (kind !== 'noise') {
    return `${ahead.name} is better beyond the noise of the seed: ${lead}; a difference this large would be rare if the two were equal ${chance}.`;
  }
  return `Within the noise of the seed: ${ahead.name} has ${lead}, but a difference this large would not be rare if the two were equal ${chance}.`;
}

/** Which test judges two specs, and why that one. */
export function whyWords(test: JudgedSeeds['test'], a: SeedGroup, b: SeedGroup): string {
  return test === 'paired'
    ? `Paired t test, because both were trained with the same ${a.seeds.length} seeds (${seedList(a.seeds)}): what a seed does to both cancels.`
    : `Welch’s t test, because their seeds are not the same (${seedList(a.seeds)} and ${seedList(b.seeds)}), so nothing pairs them; their spreads need not be equal.`;
}

/** Why there is no verdict on two specs, in a sentence. */
export function seedRefusalWords(reason: SeedRefusal, a: SeedGroup, b: SeedGroup): string {
  return `No verdict over seeds on ${b.name} against ${a.name}: ${refusalReason(reason, a, b)}.`;
}

function refusalReason(reason: SeedRefusal, a: SeedGroup, b: SeedGroup): string {
  switch (reason) {
    case 'few': {
      const missing = [a, b].filter(({ seeds }) => seeds.length < 2).map(({ name }) => name);
      const has = missing.length > 1 ? 'have' : 'has';
      return `${missing.join(' and ')} ${has} fewer than two tested seeds; repeat with more`;
    }
    case 'other-data':
      return 'they were trained on different data';
    case 'no-spread':
      return 'every seed gave the very same difference, so there is no noise to weigh it against';
  }
}

/** Seeds as people list them. @example seedList([1, 2, 3, 7]) // '1–3, 7' */
export function seedList(seeds: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const seed of seeds) {
    const last = spans.at(-1);
    if (last?.[1] === seed - 1) last[1] = seed;
    else spans.push([seed, seed]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

function overSeeds({ test }: JudgedSeeds, ahead: SeedGroup, behind: SeedGroup): string {
  return test === 'paired'
    ? `over the same ${ahead.seeds.length} seeds`
    : `(${ahead.seeds.length} seeds against ${behind.seeds.length})`;
}
