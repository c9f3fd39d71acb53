import { expect, it } from 'vitest';
import { datasetIdSchema } from '../../../../src/shared/dataset/datasetDescription.ts';
import { datasetIdFor } from '../../../../src/shared/dataset/datasetIdFor.ts';

it.each([
  ['My shapes!', [], 'my-shapes'],
  ['My shapes!', ['my-shapes', 'my-shapes-2'], 'my-shapes-3'],
  ['Äpfel & Öl', [], 'a-pfel-o-l'],
  ['図', [], 'data-set'],
  [`${'x'.repeat(47)} yyy`, [], 'x'.repeat(47)],
])('makes of "%s" an id that is a folder’s name anywhere', (name, taken, id) => {
  expect(datasetIdFor(name, taken)).toBe(id);
  expect(datasetIdSchema.safeParse(id).success).toBe(true);
});
