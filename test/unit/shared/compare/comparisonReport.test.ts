import { describe, expect, it } from 'vitest';
import { comparisonReport } from '../../../../src/shared/compare/comparisonReport.ts';
import { toHtml } from '../../../../src/shared/report/toHtml.ts';
import { finishedRun, presetSpec } from '../../renderer/compare/runs.ts';

const EVIL = '<img src=x onerror=alert(1)>"&';

function page(): string {
  const runs = [1, 2].map((seed) =>
    finishedRun(
      { id: `R${seed}`, number: seed, seed, name: `${EVIL} · seed ${seed}` },
      { spec: { ...presetSpec('cnn'), seed } },
    ),
  );
  const blocks = comparisonReport({
    name: EVIL,
    question: `Why?\n\n${EVIL}`,
    conclusion: EVIL,
    runs,
    verdicts: [{ a: 'R1', b: 'R2', kind: 'refused', reason: 'untested', words: EVIL }],
    testLooks: 12,
    classNames: () => [EVIL],
    at: '2026-01-01T00:00:00.000Z',
  });
  return toHtml(EVIL, blocks);
}

describe('the report of a comparison', () => {
  it('escapes whatever people wrote', () => {
    expect(page()).not.toContain('<img');
    expect(page()).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&amp;');
  });

  it('holds the question, the statistics, figures, specs and environment, and nothing remote', () => {
    const html = page();
    for (const part of [
      'Question',
      'Conclusion',
      'Noise of the seed',
      'Metrics',
      'Environment',
      'Specs',
    ]) {
      expect(html).toContain(`<h2>${part}</h2>`);
    }
    expect(html.match(/<svg /g)).toHaveLength(2);
    expect(html).toContain('12 runs of this lab were tested');
    expect(html).toContain('&quot;batchSize&quot;');
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<link/);
  });
});
