// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { computed, defineComponent, h } from 'vue';
import { fieldId, layerPath } from '../../../../src/renderer/components/newRun/fieldPath.ts';
import LayerForm from '../../../../src/renderer/components/newRun/LayerForm.vue';
import type {
  DraftValue,
  NewDraftLayer,
} from '../../../../src/renderer/components/newRun/draftLayer.ts';
import { useDraft } from '../../../../src/renderer/composables/useDraft.ts';
import type { FieldDefinition } from '../../../../src/shared/spec/layerDefinition.ts';
import {
  layerDefinitions,
  newLayer,
  type LayerType,
} from '../../../../src/shared/spec/layers/index.ts';
import { mountForm, newWindow, type MountedForm } from '../../../helpers/mountForm.ts';

const PATH = layerPath(0);
const id = (key: string): string => fieldId(`${PATH}.${key}`);

/** The form of the draft's first layer, as its card has it. */
const FirstLayer = defineComponent({
  setup() {
    const draft = useDraft();
    const layer = computed(() => draft.current.spec.architecture.layers[0]);
    return () =>
      layer.value &&
      h(LayerForm, {
        layer: layer.value,
        path: PATH,
        problems: draft.inspection.problems,
        onSet: (path: string, value: DraftValue) => draft.apply({ kind: 'set', path, value }),
      });
  },
});

let form: MountedForm;
afterEach(() => form.close());

async function open(type: LayerType): Promise<void> {
  newWindow();
  const layer = newLayer(type) as unknown as NewDraftLayer;
  useDraft().apply({ kind: 'insert', index: 0, layer });
  form = mountForm(FirstLayer);
  if (fieldsOf(type).some(({ advanced }) => advanced)) await form.press('layer-weights');
}

function fieldsOf(type: LayerType): readonly FieldDefinition[] {
  const fields = layerDefinitions().find((definition) => definition.type === type)?.fields ?? [];
  return fields.filter(({ kind }) => kind !== 'stack');
}

const value = (key: string): unknown =>
  (useDraft().current.spec.architecture.layers[0] as unknown as Record<string, unknown>)[key];

/** Types what is wrong, which is told at its own field, and then what is right. */
async function tryBox(box: string, owner: string, bad: readonly string[], good: string) {
  for (const typed of bad) {
    await form.fill(box, typed);
    expect(form.wrong(), `${box}: ${typed}`).toContain(owner);
    expect(form.wrong().every((name) => name.startsWith(owner.replace(/-0$/, '')))).toBe(true);
    expect(form.errorAt(owner), `${box}: ${typed}`).toMatch(/^Must be /);
  }
  await form.fill(box, good);
  expect(form.wrong(), `${box}: ${good}`).toEqual([]);
}

async function tryField(field: FieldDefinition): Promise<void> {
  const box = id(field.key);
  switch (field.kind) {
    case 'integer':
    case 'number':
      await tryBox(box, box, [String(field.max * 2 + 1), 'much', ''], String(field.max));
      expect(value(field.key)).toBe(field.max);
      break;
    case 'pair': {
      const [height, width] = [`${box}-0`, `${box}-1`];
      const before = [form.typed(height), form.typed(width)] as const;
      await tryBox(width, height, [String(field.min - 1), 'wide', ''], before[1]);
      await form.fill(height, '2');
      await form.fill(width, '2');
      expect(value(field.key)).toEqual([2, 2]);
      // Back, since strides and dilation rule each other out.
      await form.fill(height, before[0]);
      await form.fill(width, before[1]);
      break;
    }
    case 'list':
      await tryBox(box, box, ['0', 'a × b', '1 × 2 × 3 × 4 × 5'], form.typed(box));
      break;
    case 'choice': {
      const last = field.options.at(-1) ?? '';
      await form.choose(box, last);
      expect(value(field.key)).toBe(last);
      break;
    }
    case 'boolean': {
      const before = value(field.key);
      await form.press(box);
      expect(value(field.key)).toBe(!before);
      break;
    }
    case 'stack':
      break;
  }
}

describe.each(layerDefinitions().map(({ type }) => type))('%s', (type) => {
  it('has a control for each field, which sets it and says what is wrong with it', async () => {
    await open(type);
    expect(form.wrong()).toEqual([]);
    for (const field of fieldsOf(type)) await tryField(field);
  });
});

it('what is wrong among the weights’ options unfolds them', async () => {
  await open('Conv2D');
  await form.press('layer-weights');
  expect(() => form.control(id('kernelL2'))).toThrow('No field-');
  useDraft().apply({ kind: 'set', path: `${PATH}.kernelL2`, value: -1 });
  await form.settle();
  expect(form.wrong()).toEqual([id('kernelL2')]);
});
