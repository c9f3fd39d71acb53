// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import TrainingForm from '../../../../src/renderer/components/newRun/TrainingForm.vue';
import { fieldId } from '../../../../src/renderer/components/newRun/fieldPath.ts';
import { useDraft } from '../../../../src/renderer/composables/useDraft.ts';
import type { FieldDefinition } from '../../../../src/shared/spec/layerDefinition.ts';
import { AUGMENTATION_FIELDS } from '../../../../src/shared/spec/training/augmentation.ts';
import { EARLY_STOPPING_FIELDS } from '../../../../src/shared/spec/training/earlyStopping.ts';
import {
  OPTIMIZER_FIELDS,
  OPTIMIZER_TYPES,
} from '../../../../src/shared/spec/training/optimizers/index.ts';
import { SCHEDULES } from '../../../../src/shared/spec/training/schedules/index.ts';
import { mountForm, newWindow, type MountedForm } from '../../../helpers/mountForm.ts';

let form: MountedForm;

beforeEach(() => {
  newWindow();
  form = mountForm(TrainingForm);
});
afterEach(() => form.close());

/** The draft as it would be trained; null while something is wrong. */
const spec = () => useDraft().inspection.spec;
const training = () => useDraft().current.spec.training;
const id = fieldId;

type NumberField = Extract<FieldDefinition, { kind: 'integer' | 'number' }>;
const numbersOf = (fields: readonly FieldDefinition[]): readonly NumberField[] =>
  fields.filter((field): field is NumberField => 'step' in field);

/** Types into each number of a group: beyond its range, no number at all, nothing; and what was there. */
async function tryNumbers(path: string, fields: readonly FieldDefinition[]): Promise<void> {
  for (const { key, max, label } of numbersOf(fields)) {
    const field = id(`${path}.${key}`);
    const before = form.typed(field);
    for (const bad of [String(max * 2 + 1), 'much', '']) {
      await form.fill(field, bad);
      expect(form.wrong(), `${label}: ${bad}`).toEqual([field]);
      expect(form.errorAt(field), `${label}: ${bad}`).toMatch(/^Must be .*\d/);
      expect(spec()).toBeNull();
    }
    await form.fill(field, before);
    expect(form.wrong(), label).toEqual([]);
    expect(spec()).not.toBeNull();
  }
}

describe('the numbers that matter', () => {
  it.each([
    ['training.epochs', '7', 7],
    ['training.batchSize', '128', 128],
    ['training.optimizer.learningRate', '0,01', 0.01],
    ['dataset.samples', '5000', 5000],
    ['dataset.samples', '', null],
    ['dataset.testSamples', '100', 100],
    ['seed', '42', 42],
  ])('%s takes %s', async (path, typed, value) => {
    await form.fill(id(path), typed);
    expect(form.wrong()).toEqual([]);
    expect(path.split('.').reduce<unknown>((part, key) => (part as never)[key], spec())).toBe(
      value,
    );
  });

  it.each([
    ['training.epochs', '0', /from 1 to/],
    ['training.epochs', '2.5', /whole number/],
    ['training.epochs', 'ten', /whole number/],
    ['training.epochs', '', /whole number/],
    ['training.batchSize', '-1', /from 1 to/],
    ['training.optimizer.learningRate', '0', /number/],
    ['dataset.samples', '70000', /60000|60,000/],
    ['seed', '1.5', /whole number/],
  ])('%s says at itself, and nowhere else, that %s is wrong', async (path, typed, words) => {
    const before = form.typed(id(path));
    await form.fill(id(path), typed);
    expect(form.wrong()).toEqual([id(path)]);
    expect(form.errorAt(id(path))).toMatch(words);
    expect(spec()).toBeNull();
    await form.fill(id(path), before);
    expect(form.wrong()).toEqual([]);
    expect(spec()).not.toBeNull();
  });

  it('two wrong ones are told apart', async () => {
    await form.fill(id('training.epochs'), '0');
    await form.fill(id('seed'), 'x');
    expect(form.wrong()).toEqual([id('training.epochs'), id('seed')]);
  });

  it('a name is the draft’s', async () => {
    await form.fill('field-name', 'a try');
    expect(useDraft().current.name).toBe('a try');
  });
});

describe('optimisers', () => {
  beforeEach(() => form.press('advanced'));

  it.each(OPTIMIZER_TYPES)('%s has its own options, each with its own error', async (type) => {
    await form.choose(id('training.optimizer.type'), type);
    expect(training().optimizer.type).toBe(type);
    const others = OPTIMIZER_FIELDS[type].filter(({ key }) => key !== 'learningRate');
    for (const { key, label } of others) {
      const control = form.control(id(`training.optimizer.${key}`));
      expect(document.querySelector(`label[for="${control.id}"]`)?.textContent).toBe(label);
    }
    await tryNumbers('training.optimizer', others);
    for (const { key, kind } of others) {
      if (kind !== 'boolean') continue;
      const before = training().optimizer[key];
      await form.press(id(`training.optimizer.${key}`));
      expect(training().optimizer[key]).toBe(!before);
    }
  });

  it('another optimiser leaves nothing of the one before', async () => {
    await form.choose(id('training.optimizer.type'), 'SGD');
    await form.fill(id('training.optimizer.momentum'), '0.9');
    await form.choose(id('training.optimizer.type'), 'Adam');
    expect(training().optimizer).not.toHaveProperty('momentum');
    expect(() => form.control(id('training.optimizer.momentum'))).toThrow('No field-');
  });
});

describe('more options', () => {
  beforeEach(() => form.press('more-options'));

  it.each(SCHEDULES.map(({ type, label, fields }) => ({ type, label, fields })))(
    'the schedule $label has its own options, each with its own error',
    async ({ type, label, fields }) => {
      await form.choose(id('training.schedule.type'), label);
      expect(training().schedule.type).toBe(type);
      await tryNumbers('training.schedule', fields);
      const curve = document.querySelector('[data-testid="rate-curve"]');
      expect(curve !== null).toBe(type !== 'constant' && type !== 'reduceOnPlateau');
    },
  );

  it('early stopping is null until it is wanted, and then has its options', async () => {
    expect(spec()?.training.earlyStopping).toBeNull();
    await form.press(id('training.earlyStopping'));
    expect(spec()?.training.earlyStopping).not.toBeNull();
    await tryNumbers('training.earlyStopping', EARLY_STOPPING_FIELDS);
    await form.press(id('training.earlyStopping'));
    expect(spec()?.training.earlyStopping).toBeNull();
  });

  it('augmentation is null until it is wanted, and then has its options', async () => {
    await form.press(id('training.augmentation'));
    await tryNumbers('training.augmentation', AUGMENTATION_FIELDS);
    for (const { key, kind } of AUGMENTATION_FIELDS) {
      if (kind !== 'boolean') continue;
      const before = training().augmentation?.[key];
      await form.press(id(`training.augmentation.${key}`));
      expect(training().augmentation?.[key]).toBe(!before);
    }
    await form.press(id('training.augmentation'));
    expect(spec()?.training.augmentation).toBeNull();
  });

  it('gradient clipping keeps its number when its kind changes', async () => {
    await form.choose(id('training.clipping.type'), 'Global norm');
    await form.fill(id('training.clipping.value'), '0.5');
    await form.choose(id('training.clipping.type'), 'Value');
    expect(spec()?.training.clipping).toEqual({ type: 'clipvalue', value: 0.5 });
    await form.fill(id('training.clipping.value'), '0');
    expect(form.wrong()).toEqual([id('training.clipping.value')]);
    await form.choose(id('training.clipping.type'), 'Off');
    expect(spec()?.training.clipping).toBeNull();
  });

  it('a class weight is wrong at its own class', async () => {
    await form.press(id('training.classWeights'));
    expect(spec()?.training.classWeights).toEqual(Array.from({ length: 10 }, () => 1));
    await form.fill(id('training.classWeights.3'), '-2');
    expect(form.wrong()).toEqual([id('training.classWeights.3')]);
    await form.fill(id('training.classWeights.3'), '2.5');
    expect(spec()?.training.classWeights?.[3]).toBe(2.5);
    await form.press('reset-class-weights');
    expect(spec()?.training.classWeights?.[3]).toBe(1);
  });

  it('the weights kept, and label smoothing', async () => {
    await form.choose(id('training.keepBest'), 'of the best validation accuracy');
    expect(spec()?.training.keepBest).toBe('valAccuracy');
    await form.fill(id('training.labelSmoothing'), '0.9');
    expect(form.wrong()).toEqual([id('training.labelSmoothing')]);
  });

  it('execution: words stay words, numbers become numbers', async () => {
    await form.choose(id('execution.computeType'), 'bfloat16');
    await form.choose(id('execution.workers'), '2');
    await form.choose(id('execution.threads'), '4');
    expect(spec()?.execution).toEqual({ computeType: 'bfloat16', workers: 2, threads: 4 });
    await form.choose(id('execution.workers'), 'auto');
    expect(spec()?.execution.workers).toBe('auto');
  });

  it('what a paste brought wrong opens the options and is told at its field', async () => {
    form.close();
    newWindow();
    useDraft().apply({ kind: 'set', path: 'execution.workers', value: 99 });
    form = mountForm(TrainingForm);
    expect(form.errorAt(id('execution.workers'))).toMatch(/auto or a whole number from 1 to 16/);
    expect(form.wrong()).toEqual([id('execution.workers')]);
  });
});
