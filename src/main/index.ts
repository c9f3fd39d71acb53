import { app } from 'electron';
import { join } from 'node:path';
import { labHome } from '../lab/labHome.ts';
import { homeArgument } from './homeArgument.ts';
import { startApp } from './startApp.ts';

// Named here, in the entry, because only the entry's place in the build is certain.
const here = import.meta.dirname;

// Not awaited: Electron becomes ready only after its entry has been evaluated.
void startApp(app, {
  home: homeArgument(process.argv) ?? labHome(process.env),
  trainer: join(here, 'trainer.js'),
  importThread: join(here, 'importThread.js'),
  statisticsThread: join(here, 'statisticsThread.js'),
  preload: join(here, '../preload/index.cjs'),
  renderer: join(here, '../renderer'),
  icon: join(here, '../../resources/icon.png'),
  developmentUrl: process.env['ELECTRON_RENDERER_URL'],
  datasetDir: process.env['ATELIER_FASHION_MNIST'],
});
