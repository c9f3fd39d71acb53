import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { resizeWindow } from '../helpers/drive.ts';
import { ROOT } from '../helpers/runProcess.ts';
import { withApp } from '../helpers/withApp.ts';
import { openStage } from './openStage.ts';
import { SCENES } from './scenes.ts';
import { takePicture } from './takePicture.ts';
import { pictureName, viewsPage } from './viewsPage.ts';

const USAGE = `npm run screenshots -- --home DIR [options]
  --home DIR        the lab that is shown: nine runs of the study and one each of cnn3 and rnn2; it is copied
  --size 1280x800   the window
  --out DIR         where the pictures go; docs/images by default, and docs/views.md is written with them
  --only runs,run   some of the pictures: ${SCENES.map(({ name }) => name).join(', ')}`;

const DOCS = path.join(ROOT, 'docs');

const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    size: { type: 'string', default: '1280x800' },
    out: { type: 'string', default: path.join(DOCS, 'images') },
    only: { type: 'string' },
  },
});
const [width, height] = values.size.split('x').map(Number);
const names = values.only?.split(',');
const unknown = names?.filter((name) => !SCENES.some((scene) => scene.name === name)) ?? [];

if (!values.home || !width || !height || unknown.length > 0) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  await takeAll(values.home, values.out, { width, height });
}

async function takeAll(
  lab: string,
  out: string,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await mkdir(out, { recursive: true });
  await withApp(
    (home) => cp(lab, home, { recursive: true }),
    async ({ app, page }) => {
      page.setDefaultTimeout(60_000);
      await resizeWindow(app, size.width, size.height);
      const stage = await openStage(page);
      // What the system's theme is, the window's is: that can be changed with a scene in sight.
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      for (const scene of SCENES) {
        if (names && !names.includes(scene.name)) continue;
        process.stderr.write(`${scene.name}\n`);
        await scene.show(stage);
        // Nothing is pointed at.
        await page.mouse.move(0, 0);
        for (const theme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: theme });
          const file = path.join(out, pictureName(scene, theme));
          await writeFile(file, await takePicture(page, scene.live ?? false));
        }
        await page.emulateMedia({ colorScheme: 'light' });
        await scene.leave?.(stage);
      }
    },
  );
  if (path.resolve(out) === path.join(DOCS, 'images') && !names) {
    await writeFile(path.join(DOCS, 'views.md'), viewsPage(SCENES));
  }
}
