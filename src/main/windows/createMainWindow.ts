import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { AppPage } from '../security/appOrigin.ts';
import { fittingBounds, MIN_SIZE } from './windowBounds.ts';
import { readWindowPlace, writeWindowPlace } from './windowPlaceFile.ts';

/** The page's own surface colours, so that a window is never white before its page is drawn. */
const SURFACE = { light: '#ffffff', dark: '#15181c' } as const;

/** What {@link createMainWindow} needs. */
export interface MainWindowOptions {
  readonly page: AppPage;
  /** The built preload script. */
  readonly preload: string;
  /** PNG of the window's picture. */
  readonly icon: string;
  /** Where the window's place is remembered. */
  readonly placeFile: string;
  /** Settles when there is something to show; rejections are someone else's to report. */
  readonly mayShow: Promise<unknown>;
}

/** Opens the window, hidden; it shows itself once its page is drawn and may be shown. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const { page, preload, icon, placeFile, mayShow } = options;
  const place = readWindowPlace(placeFile);
  const displays = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...fittingBounds(place, displays),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Atelier',
    icon,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: surfaceColor(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (place?.maximized) window.maximize();
  window.once('ready-to-show', () => {
    // A lab that cannot be opened says so in a dialog instead.
    void mayShow.then(
      () => window.show(),
      () => undefined,
    );
  });
  followTheme(window);
  void window.loadURL(page.url);
  return window;
}

/** Keeps where the window is, for the next start. */
export function rememberPlace(window: BrowserWindow, placeFile: string): void {
  if (window.isDestroyed()) return;
  writeWindowPlace(placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
}

function surfaceColor(): string {
  return nativeTheme.shouldUseDarkColors ? SURFACE.dark : SURFACE.light;
}

function followTheme(window: BrowserWindow): void {
  const paint = (): void => window.setBackgroundColor(surfaceColor());
  nativeTheme.on('updated', paint);
  window.once('closed', () => nativeTheme.off('updated', paint));
}
