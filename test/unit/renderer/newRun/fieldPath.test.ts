import { describe, expect, it } from 'vitest';
import { draftFromPreset, type Draft } from '../../../../src/renderer/components/newRun/draft.ts';
import {
  fieldError,
  fieldId,
  ordinalOf,
  ownerPath,
  pathLabel,
  problemsUnder,
  sentence,
} from '../../../../src/renderer/components/newRun/fieldPath.ts';

const { spec } = draftFromPreset('cnn') as Draft;

describe('field paths', () => {
  it('name the inputs', () => {
    expect([
      fieldId('architecture.layers.4.rate'),
      fieldId('training.optimizer.learningRate'),
      fieldId('seed'),
    ]).toEqual([
      'field-architecture-layers-4-rate',
      'field-training-optimizer-learningRate',
      'field-seed',
    ]);
  });

  it('belong to layers', () => {
    const paths = [
      'architecture.layers.12',
      'architecture.layers.3.kernelSize.0',
      'architecture.layers.3.layers.1.layers.0.rate',
      'architecture.layers',
      'seed',
    ];
    expect(paths.map(ownerPath)).toEqual([
      'architecture.layers.12',
      'architecture.layers.3',
      'architecture.layers.3.layers.1.layers.0',
      null,
      null,
    ]);
    expect(ordinalOf('architecture.layers.3.layers.1.layers.0')).toBe('4.2.1');
  });

  it('are said in words', () => {
    const paths = [
      'architecture.layers.4.rate',
      'architecture.layers.0.kernelSize.1',
      'architecture.layers.5',
      'architecture.layers.99',
      'architecture.layers',
      'training.batchSize',
      'training.optimizer.beta1',
      'dataset.testSamples',
    ];
    expect(paths.map((path) => pathLabel(spec, path))).toEqual([
      'Layer 5, Dropout, rate',
      'Layer 1, Conv2D, kernel size',
      'Layer 6, Flatten',
      'Layer 100',
      'Network',
      'Batch size',
      'Beta 1',
      'Test images',
    ]);
  });

  it('gather the problems at and below them', () => {
    const problems = [
      { path: 'architecture.layers.1.rate', message: 'rate must be a number from 0 to 0.95' },
      { path: 'architecture.layers.10.units', message: 'units must be a whole number' },
    ];
    expect(problemsUnder(problems, 'architecture.layers.1')).toEqual([problems[0]]);
    expect(fieldError(problems, 'architecture.layers.1.rate')).toBe(
      'Must be a number from 0 to 0.95',
    );
    expect(fieldError(problems, 'seed')).toBeNull();
  });

  it('leave other sentences alone', () => {
    expect(sentence('an architecture needs at least one layer')).toBe(
      'An architecture needs at least one layer',
    );
  });
});
