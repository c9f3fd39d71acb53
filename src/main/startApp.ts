import { ipcMain, Menu, session, type App } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { importThreads } from '../importer/startImport.ts';
import type { Lab } from '../lab/lab.ts';
import { openLab } from '../lab/openLab.ts';
import { broadcast } from './ipc/broadcast.ts';
import { applySettings, createHandlers } from './ipc/createHandlers.ts';
import { progressThrottle } from './ipc/progressThrottle.ts';
import { registerIpc } from './ipc/registerIpc.ts';
import { guardQuit } from './lifecycle/guardQuit.ts';
import { quietStart } from './lifecycle/quietStart.ts';
import { reportStartFailure } from './lifecycle/reportStartFailure.ts';
import { showRunSignals } from './lifecycle/showRunSignals.ts';
import { menuTemplate } from './menu/menuTemplate.ts';
import { appPage, type AppPage } from './security/appOrigin.ts';
import { hardenContents } from './security/hardenContents.ts';
import { hardenSession } from './security/hardenSession.ts';
import { isTrustedSender } from './security/isTrustedSender.ts';
import { registerAppScheme, serveApp } from './security/serveApp.ts';
import { utilityTrainer } from './supervisor/utilityTrainer.ts';
import { createMainWindow } from './windows/createMainWindow.ts';
import { focusWindow } from './windows/focusWindow.ts';
import { reloadAfterCrash } from './windows/reloadAfterCrash.ts';

/** Where everything is. */
export interface AppPlaces {
  /** The lab's folder. */
  readonly home: string;
  /** The built trainer. */
  readonly trainer: string;
  /** The built thread that reads data sets. */
  readonly importThread: string;
  /** The built thread that looks at every pixel of a data set. */
  readonly statisticsThread: string;
  /** The built preload script. */
  readonly preload: string;
  /** The folder of the built page. */
  readonly renderer: string;
  /** The window's picture, where the system does not take it from the program. */
  readonly icon: string;
  /** The development server's page, where there is one. */
  readonly developmentUrl: string | undefined;
  /** Folder of the four Fashion-MNIST files, where provisioning named one. */
  readonly datasetDir: string | undefined;
}

/**
 * Starts the app: claims the lab's window, closes every door, opens the window and, while its page
 * loads, the lab. Trainers start when there is something to train.
 */
export async function startApp(app: App, places: AppPlaces): Promise<void> {
  const windowFolder = join(places.home, 'window');
  mkdirSync(windowFolder, { recursive: true });
  // The lock lives in this folder, so there is one window for each lab, not for each person.
  app.setPath('userData', windowFolder);
  if (!app.requestSingleInstanceLock()) {
    console.error(`Atelier is already open on ${places.home}; its window is in front now`);
    app.exit(0);
    return;
  }
  const page = appPage(places.developmentUrl, app.isPackaged);
  quietStart(app);
  registerAppScheme();
  hardenContents(app, page);
  await app.whenReady();
  hardenSession(session.defaultSession, page);
  serveApp(session.defaultSession, page, places.renderer);
  await openWindow(app, page, places, join(windowFolder, 'place.json'));
}

async function openWindow(
  app: App,
  page: AppPage,
  places: AppPlaces,
  placeFile: string,
): Promise<void> {
  // A turn later, so that the page is already on its way while SQLite opens.
  const opening = setImmediate().then(() => openTheLab(places));
  const window = createMainWindow({
    page,
    preload: places.preload,
    icon: places.icon,
    placeFile,
    mayShow: opening,
  });
  answerCalls(app, page, places, opening);
  showMenu(page);
  reloadAfterCrash(window);
  app.on('second-instance', () => focusWindow(window));
  try {
    const lab = await opening;
    applySettings(lab.store.getSettings());
    lab.subscribe(progressThrottle(broadcast));
    lab.subscribe(showRunSignals(window, navigate));
    guardQuit({ app, window, placeFile, lab });
  } catch (error) {
    // The window stays hidden until the end: with its last window gone, Electron would quit at once.
    await reportStartFailure(error, places.home);
    app.exit(1);
  }
}

function openTheLab({ home, trainer, importThread, datasetDir }: AppPlaces): Promise<Lab> {
  return openLab({
    home,
    holder: { kind: 'window' },
    datasetDir: datasetDir ?? '',
    spawnTrainer: utilityTrainer(trainer),
    startImport: importThreads(importThread),
    onFault: (error) => console.error(`main: ${error.stack ?? error.message}`),
  });
}

function answerCalls(app: App, page: AppPage, places: AppPlaces, lab: Promise<Lab>): void {
  const { home, statisticsThread } = places;
  registerIpc(ipcMain, createHandlers({ lab, home, version: app.getVersion(), statisticsThread }), {
    isTrusted: (frame) => isTrustedSender(page, frame),
    report: (channel, error) => console.error(`main: ${channel}: ${error.stack ?? error.message}`),
  });
}

function showMenu(page: AppPage): void {
  const template = menuTemplate(navigate, process.platform, page.development);
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function navigate(path: string): void {
  broadcast({ kind: 'navigate', path });
}
