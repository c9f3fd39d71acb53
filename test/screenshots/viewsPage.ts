import type { Scene } from './scene.ts';

/** The picture of a scene in a theme, as a file's name. */
export function pictureName({ name }: Pick<Scene, 'name'>, theme: 'light' | 'dark'): string {
  return theme === 'light' ? `${name}.png` : `${name}-${theme}.png`;
}

/** docs/views.md: every view in both themes, as Markdown. */
export function viewsPage(scenes: readonly Scene[]): string {
  const views = scenes.map((scene) => {
    const [light, dark] = (['light', 'dark'] as const).map(
      (theme) => `![${scene.title}, ${theme}](images/${pictureName(scene, theme)})`,
    );
    return `## ${scene.title}\n\n${scene.says}\n\n| Light | Dark |\n| --- | --- |\n| ${light} | ${dark} |\n`;
  });
  return [
    '# Every view, in both themes',
    '',
    'Written by `npm run screenshots -- --home DIR` from a lab that holds the three models of the study with',
    'three seeds, and runs of CNN 3 and RNN 2. The lab is copied first and stays as it is.',
    '',
    ...views,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
