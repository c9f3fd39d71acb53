import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { describe, expect, it } from 'vitest';
import { draftFromPreset, type Draft } from '../../../../src/renderer/components/newRun/draft.ts';
import {
  editDraftAll,
  type DraftEdit,
} from '../../../../src/renderer/components/newRun/editDraft.ts';
import { findFix } from '../../../../src/renderer/components/newRun/fixes.ts';
import {
  inspectDraft,
  type DraftProblem,
} from '../../../../src/renderer/components/newRun/inspectDraft.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';
import { planSizes, weightBytes } from '../../../../src/renderer/components/newRun/planSizes.ts';

const preset = (id: string, ...edits: DraftEdit[]): Draft =>
  editDraftAll(draftFromPreset(id) as Draft, edits);
const set = (path: string, value: string | number | boolean | null): DraftEdit => ({
  kind: 'set',
  path,
  value,
});

describe('inspectDraft', () => {
  it('finds nothing wrong with the presets', () => {
    for (const id of ['cnn', 'cnn2', 'rnn']) {
      const { spec, problems, complete } = inspectDraft(preset(id).spec, BUILT_IN_DATASETS);
      expect({ problems, complete, same: spec }).toEqual({
        problems: [],
        complete: true,
        same: findPreset(id)?.spec,
      });
    }
  });

  it('keeps the shapes before a wrong option and says nothing after it', () => {
    const { spec, problems, layers, complete } = inspectDraft(
      preset('cnn', set('architecture.layers.4.rate', 2)).spec,
      BUILT_IN_DATASETS,
    );
    expect(spec).toBeNull();
    expect(problems).toEqual([
      {
        path: 'architecture.layers.4.rate',
        message: 'rate must be a number from 0 to 0.95',
      },
    ]);
    expect([...layers.values()].map(({ status }) => status)).toEqual([
      ...Array<string>(4).fill('ok'),
      ...Array<string>(9).fill('unknown'),
    ]);
    expect(complete).toBe(false);
  });

  it('tells of a wrong network and a wrong field at once', () => {
    const { problems } = inspectDraft(
      preset('cnn', { kind: 'remove', index: 5 }, set('training.epochs', '')).spec,
      BUILT_IN_DATASETS,
    );
    expect(problems.map(({ path }) => path)).toEqual(['training.epochs', 'architecture.layers.5']);
  });

  it('says in words what a sample limit may be', () => {
    const { problems } = inspectDraft(
      preset('cnn', set('dataset.samples', 3)).spec,
      BUILT_IN_DATASETS,
    );
    expect(problems).toEqual([
      {
        path: 'dataset.samples',
        message: 'Must be a whole number from 50 to 60,000, or empty for all',
      },
    ]);
  });

  it('says that an empty stack is empty', () => {
    const edits = Array.from({ length: 5 }, (): DraftEdit => ({ kind: 'remove', index: 0 }));
    const { problems } = inspectDraft(preset('rnn', ...edits).spec, BUILT_IN_DATASETS);
    expect(problems).toMatchObject([
      { path: 'architecture.layers', message: 'an architecture needs at least one layer' },
    ]);
  });
});

describe('findFix', () => {
  const cases: readonly (readonly [string, Draft, string])[] = [
    ['a missing Flatten', preset('cnn', { kind: 'remove', index: 5 }), 'Insert Flatten'],
    [
      'a missing softmax',
      preset('rnn', set('architecture.layers.4.activation', 'linear')),
      'Set softmax',
    ],
    [
      'too many units at the end',
      preset('rnn', set('architecture.layers.4.units', 12)),
      'Set 10 units',
    ],
    [
      'no output layer',
      preset('rnn', { kind: 'remove', index: 4 }, { kind: 'remove', index: 3 }),
      'Add Dense 10, softmax',
    ],
    [
      'an image at the end',
      preset('cnn', ...Array.from({ length: 8 }, (): DraftEdit => ({ kind: 'remove', index: 5 }))),
      'Add Flatten and Dense 10, softmax',
    ],
    [
      'dropout at the end',
      preset('rnn', set('architecture.layers.4.activation', 'linear'), {
        kind: 'insert',
        index: 5,
        layer: { type: 'Dropout', rate: 0.1 },
      }),
      'Add softmax',
    ],
    [
      'image input to an LSTM',
      preset('rnn', set('architecture.input', 'image')),
      'Use sequence input',
    ],
    [
      'sequence input to a convolution',
      preset('cnn', set('architecture.input', 'sequence')),
      'Use image input',
    ],
    [
      'a vector flattened again',
      preset('cnn', {
        kind: 'insert',
        index: 6,
        layer: { type: 'Flatten' },
      }),
      'Remove it',
    ],
    [
      'strides and dilation at once',
      preset(
        'cnn',
        { kind: 'set', path: 'architecture.layers.0.dilationRate', value: [2, 2] },
        { kind: 'set', path: 'architecture.layers.0.strides', value: [2, 2] },
      ),
      'Use dilation 1 × 1',
    ],
    [
      'two recurrent layers',
      preset('rnn', { kind: 'duplicate', index: 0 }),
      'Return sequences from layer 1',
    ],
  ];

  it.each(cases)('repairs %s', (_name, draft, label) => {
    const [problem] = inspectDraft(draft.spec, BUILT_IN_DATASETS).problems;
    const fix = findFix(draft, problem as DraftProblem, BUILT_IN_DATASETS);
    expect(fix?.label).toBe(label);
    expect(
      inspectDraft(editDraftAll(draft, fix?.edits ?? []).spec, BUILT_IN_DATASETS).problems,
    ).toEqual([]);
  });

  it('repairs a kernel that is larger than its input', () => {
    const draft = preset(
      'cnn2',
      {
        kind: 'set',
        path: 'architecture.layers.12.kernelSize',
        value: [9, 9],
      },
      set('architecture.layers.12.padding', 'valid'),
    );
    const [problem] = inspectDraft(draft.spec, BUILT_IN_DATASETS).problems;
    expect(findFix(draft, problem as DraftProblem, BUILT_IN_DATASETS)?.label).toBe(
      'Use padding “same”',
    );
  });

  it('offers nothing for a field', () => {
    const draft = preset('cnn', set('training.epochs', 0));
    const [problem] = inspectDraft(draft.spec, BUILT_IN_DATASETS).problems;
    expect(findFix(draft, problem as DraftProblem, BUILT_IN_DATASETS)).toBeNull();
  });
});

describe('a residual block', () => {
  const conv = (filters: number, padding: string) =>
    ({ type: 'Conv2D', filters, padding }) as const;
  const withBlock = (layers: readonly object[], ...edits: DraftEdit[]): Draft =>
    preset(
      'cnn',
      {
        kind: 'insert',
        index: 2,
        layer: { type: 'Residual', layers, shortcut: 'identity', activation: 'relu' } as never,
      },
      ...edits,
    );

  it('has the shapes of the layers inside it', () => {
    const draft = withBlock([conv(8, 'same'), conv(32, 'same')]);
    const { layers, problems } = inspectDraft(draft.spec, BUILT_IN_DATASETS);
    const block = draft.spec.architecture.layers[2];
    const inner = (block?.['layers'] ?? []) as unknown as readonly { id: number }[];
    expect(problems).toEqual([]);
    expect(inner.map(({ id }) => layers.get(id))).toMatchObject([
      { status: 'ok', output: [26, 26, 8] },
      { status: 'ok', output: [26, 26, 32] },
    ]);
  });

  it('names a wrong layer inside it by its own path', () => {
    const wrong = withBlock([conv(0, 'same'), conv(32, 'same')]);
    expect(inspectDraft(wrong.spec, BUILT_IN_DATASETS).problems.map(({ path }) => path)).toEqual([
      'architecture.layers.2.layers.0.filters',
    ]);
    const flat = withBlock([conv(8, 'same'), { type: 'Dense', units: 4 }]);
    const [problem] = inspectDraft(flat.spec, BUILT_IN_DATASETS).problems;
    expect(problem?.path).toBe('architecture.layers.2.layers.1');
    expect(findFix(flat, problem as DraftProblem, BUILT_IN_DATASETS)?.label).toBe('Insert Flatten');
  });

  it.each([
    ['other channels', [conv(8, 'same')], 'Use a projection'],
    ['a smaller image', [conv(32, 'valid')], 'Use padding “same” inside'],
    ['both', [conv(16, 'valid')], 'Use a projection and padding “same” inside'],
  ])('is repaired when its layers make %s', (_name, layers, label) => {
    const draft = withBlock(layers);
    const [problem] = inspectDraft(draft.spec, BUILT_IN_DATASETS).problems;
    expect(problem?.path).toBe('architecture.layers.2.shortcut');
    const fix = findFix(draft, problem as DraftProblem, BUILT_IN_DATASETS);
    expect(fix?.label).toBe(label);
    expect(
      inspectDraft(editDraftAll(draft, fix?.edits ?? []).spec, BUILT_IN_DATASETS).problems,
    ).toEqual([]);
  });
});

describe('a layer that is switched off', () => {
  const off = (path: string): DraftEdit => set(`architecture.layers.${path}.off`, true);

  it('is no part of the network, and paths still mean the cards', () => {
    const draft = preset('cnn', off('1'), off('4'), set('architecture.layers.5.off', true));
    const { spec, problems, layers } = inspectDraft(draft.spec, BUILT_IN_DATASETS);
    expect(spec).toBeNull();
    expect(problems.map(({ path }) => path)).toEqual(['architecture.layers.6']);
    expect(layers.has(1)).toBe(false);
    const whole = inspectDraft(preset('cnn', off('1')).spec, BUILT_IN_DATASETS);
    const all = preset('cnn').spec.architecture.layers.map(({ type }) => type);
    expect(whole.spec?.architecture.layers.map(({ type }) => type)).toEqual(all.toSpliced(1, 1));
    expect(JSON.stringify(whole.spec)).not.toContain('"off"');
  });

  it('can stand inside a block', () => {
    const block = {
      type: 'Residual',
      layers: [{ type: 'Flatten' }, { type: 'Dropout', rate: 2 }],
      shortcut: 'identity',
      activation: 'linear',
    };
    const insert: DraftEdit = { kind: 'insert', index: 2, layer: block as never };
    const draft = preset('cnn', insert, off('2.layers.0'));
    expect(inspectDraft(draft.spec, BUILT_IN_DATASETS).problems.map(({ path }) => path)).toEqual([
      'architecture.layers.2.layers.1.rate',
    ]);
    const right = editDraftAll(draft, [set('architecture.layers.2.layers.1.rate', 0.1)]);
    expect(inspectDraft(right.spec, BUILT_IN_DATASETS).spec?.architecture.layers[2]).toMatchObject({
      layers: [{ type: 'Dropout', rate: 0.1 }],
    });
  });
});

describe('planSizes', () => {
  it("gives the study's split and steps", () => {
    expect(planSizes(preset('cnn').spec, FASHION_MNIST)).toEqual({
      train: 48_000,
      validation: 12_000,
      test: 10_000,
      stepsPerEpoch: 188,
    });
  });

  it('follows the limits', () => {
    const { spec } = preset('cnn', set('dataset.samples', 2000), set('dataset.testSamples', 500));
    expect(planSizes(spec, FASHION_MNIST)).toEqual({
      train: 1600,
      validation: 400,
      test: 500,
      stepsPerEpoch: 7,
    });
  });

  it.each(['dataset.validationShare', 'training.batchSize'])('is silent without %s', (path) => {
    expect(planSizes(preset('cnn', set(path, '')).spec, FASHION_MNIST)).toBeNull();
  });

  it('counts 4 bytes a weight', () => {
    expect(weightBytes(250)).toBe(1000);
  });
});
