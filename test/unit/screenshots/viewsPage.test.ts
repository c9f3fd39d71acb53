import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SCENES } from '../../screenshots/scenes.ts';
import { pictureName, viewsPage } from '../../screenshots/viewsPage.ts';

const DOCS = new URL('../../../docs/', import.meta.url);

it('docs/views.md shows every scene, and nothing stands in it that is gone', () => {
  expect(readFileSync(new URL('views.md', DOCS), 'utf8')).toBe(viewsPage(SCENES));
});

it('docs/images holds each scene in both themes, and no picture that nothing makes', () => {
  const wanted = SCENES.flatMap((scene) => [
    pictureName(scene, 'light'),
    pictureName(scene, 'dark'),
  ]);
  expect(new Set(wanted).size).toBe(wanted.length);
  expect(readdirSync(new URL('images/', DOCS)).toSorted()).toEqual(wanted.toSorted());
});
