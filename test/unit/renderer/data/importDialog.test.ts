// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import ImportDialog from '../../../../src/renderer/components/data/ImportDialog.vue';
import type { Request } from '../../../../src/shared/contract/channels.ts';
import { LabError } from '../../../../src/shared/errors.ts';
import { mountForm, newWindow, type MountedForm } from '../../../helpers/mountForm.ts';

const REPORT = {
  imageShape: [8, 8, 1] as const,
  classNames: ['0', '1'],
  train: [5, 4],
  test: [2, 1],
  notes: [],
  problems: ['One picture could not be read'],
  samples: [],
};

let form: MountedForm;
let checked: Request<'dataset:check-import'>[];
let kept: Request<'dataset:confirm-import'>[];
let imported: string[];
let chosen: string | null;
let fault: LabError | null;

beforeEach(async () => {
  checked = [];
  kept = [];
  imported = [];
  chosen = '/data/letters';
  fault = null;
  newWindow({
    'dataset:choose-path': () => ({ path: chosen }),
    'dataset:check-import': (request) => {
      checked.push(request);
      if (fault) throw fault;
      return { token: 'T', suggestedName: 'letters', report: REPORT };
    },
    'dataset:confirm-import': (request) => {
      kept.push(request);
      if (fault) throw fault;
      return { id: 'letters' } as never;
    },
    'dataset:cancel-import': () => ({}) as never,
    'dataset:list': () => [],
  });
  form = mountForm(ImportDialog, {
    open: true,
    onImported: (id: string) => imported.push(id),
  });
  await form.settle();
});
afterEach(() => form.close());

const isOff = (testId: string): boolean => form.control(testId).hasAttribute('disabled');

async function kind(label: string): Promise<void> {
  const options = [...document.querySelectorAll<HTMLElement>('[role="radio"]')];
  options.find(({ textContent }) => textContent.trim() === label)?.click();
  await form.settle();
}

describe('pictures', () => {
  it('asks for what was chosen, brought to the size that was typed', async () => {
    expect(isOff('import-check')).toBe(true);
    await form.press('choose-folder');
    await form.fill('import-height', '16');
    await form.fill('import-width', '24');
    await form.choose('import-fit', 'cover');
    await kind('RGB');
    expect(isOff('import-check')).toBe(false);
    await form.press('import-check');
    expect(checked).toEqual([
      { kind: 'folder', folder: '/data/letters', size: [16, 24], fit: 'cover', channels: 3 },
    ]);
  });

  it.each(['height', 'width'])('a %s that cannot be is told at its field', async (side) => {
    await form.press('choose-folder');
    for (const bad of ['3', '257', '8.5', 'tall', '']) {
      await form.fill(`import-${side}`, bad);
      expect(form.wrong(), bad).toEqual([`import-${side}`]);
      expect(form.errorAt(`import-${side}`)).toBe('Must be a whole number from 4 to 256');
      expect(isOff('import-check')).toBe(true);
    }
    await form.fill(`import-${side}`, '4');
    expect(form.wrong()).toEqual([]);
    expect(isOff('import-check')).toBe(false);
  });

  it('a choice that was called off changes nothing', async () => {
    chosen = null;
    await form.press('choose-folder');
    expect(document.body.textContent).toContain('not chosen');
    expect(isOff('import-check')).toBe(true);
  });
});

describe('files', () => {
  it('CSV takes a training file, and a test file if there is one', async () => {
    await kind('CSV');
    await form.press('choose-test');
    expect(isOff('import-check')).toBe(true);
    await form.press('choose-train');
    await form.press('import-check');
    expect(checked).toEqual([{ kind: 'csv', train: '/data/letters', test: '/data/letters' }]);
  });

  it('IDX takes images and labels, and tells nothing of sizes', async () => {
    await kind('IDX');
    expect(() => form.control('import-height')).toThrow('No import-height');
    await form.press('choose-trainImages');
    expect(isOff('import-check')).toBe(true);
    await form.press('choose-trainLabels');
    await form.press('import-check');
    expect(checked[0]).toMatchObject({ kind: 'idx', testImages: null, testLabels: null });
  });
});

describe('what a check found', () => {
  async function check(): Promise<void> {
    await form.press('choose-folder');
    await form.press('import-check');
  }

  it('is shown, renamed and kept', async () => {
    await check();
    expect(form.control('import-found').textContent).toContain('One picture could not be read');
    await form.fill('import-name', 'Letters');
    const second = document.querySelector<HTMLInputElement>('[aria-label="Name of class 1"]');
    if (!second) throw new Error('the second class has no box');
    second.value = 'B';
    second.dispatchEvent(new Event('input'));
    await form.press('import-keep');
    expect(kept).toEqual([{ token: 'T', name: 'Letters', classNames: ['0', 'B'] }]);
    expect(imported).toEqual(['letters']);
  });

  it('a refusal says what and what would be right, and the form stays as it was', async () => {
    fault = new LabError({
      code: 'bad-input',
      message: '--folder holds no folder of pictures',
      hint: 'Put the pictures of each class in a folder of its own',
    });
    await check();
    const dialog = form.control('import-dialog');
    expect(dialog.textContent).toContain('holds no folder of pictures');
    expect(dialog.textContent).toContain('a folder of its own');
    expect(dialog.textContent).toContain('/data/letters');
    fault = null;
    await form.press('import-check');
    expect(form.control('import-found')).toBeTruthy();
  });

  it('names that are refused leave the check in sight', async () => {
    await check();
    fault = new LabError({ code: 'bad-input', message: 'The name is taken', hint: 'Another' });
    await form.press('import-keep');
    expect(form.control('import-dialog').textContent).toContain('The name is taken');
    expect(form.typed('import-name')).toBe('letters');
    expect(imported).toEqual([]);
  });
});
