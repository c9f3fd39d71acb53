import { describe, expect, it } from 'vitest';
import {
  cellText,
  differenceText,
  fullText,
  intervalText,
} from '../../../../src/renderer/components/compare/cellText.ts';
import { idsOfQuery, withBaseline } from '../../../../src/renderer/components/compare/compared.ts';
import { distinctNames } from '../../../../src/shared/compare/distinctNames.ts';

describe('the runs of a comparison', () => {
  it('come from the address, each once', () => {
    expect([idsOfQuery('A,B,,A'), idsOfQuery(''), idsOfQuery(undefined)]).toEqual([
      ['A', 'B'],
      [],
      [],
    ]);
  });

  it('have one baseline, first', () => {
    expect(withBaseline(['A', 'B', 'C'], 'C')).toEqual(['C', 'A', 'B']);
    expect(withBaseline(['A', 'B'], 'X')).toEqual(['A', 'B']);
  });

  it('are told apart by number where they share a name', () => {
    const runs = [
      { name: 'cnn', number: 1 },
      { name: 'rnn', number: 2 },
      { name: 'cnn', number: 3 },
    ];
    expect(distinctNames(runs)).toEqual(['cnn #1', 'rnn', 'cnn #3']);
  });
});

describe('cells', () => {
  it('show rounded values and keep the full ones', () => {
    expect([
      cellText('testAccuracy', 0.92514),
      cellText('testLoss', 0.23869),
      cellText('parameters', 9_517_034),
      cellText('trainingSeconds', 312.4),
      cellText('testLoss', null),
      fullText('parameters', 9_517_034),
      fullText('testAccuracy', 0.92514),
      fullText('testLoss', null),
    ]).toEqual([
      '92.51',
      '0.2387',
      '9.52 M',
      '5 min 12 s',
      '–',
      '9,517,034 parameters',
      '0.92514',
      'Not known',
    ]);
  });

  it('give differences a sign and a unit', () => {
    expect([
      differenceText('testAccuracy', 0.0042),
      differenceText('testAccuracy', -0.0042),
      differenceText('testLoss', -0.01),
      differenceText('parameters', 0),
      differenceText('secondsPerEpoch', -0.004),
      differenceText('testAccuracy', null),
    ]).toEqual(['+0.42 pp', '−0.42 pp', '−0.0100', '±0', '±0', '']);
  });

  it('write intervals', () => {
    expect([intervalText({ low: 0.9151, high: 0.9262 }), intervalText(null)]).toEqual([
      '91.51–92.62',
      '–',
    ]);
  });
});
