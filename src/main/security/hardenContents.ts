import { shell, type App, type WebContents } from 'electron';
import { isAppUrl, type AppPage } from './appOrigin.ts';
import { isAllowedLink } from './allowedLinks.ts';

/** Pages that are printed and never shown: reports of our own, without script and without preload. */
const printed = new WeakSet<WebContents>();

/** Exempts a page that is printed from being brought back to the app's own. */
export function markPrinted(contents: WebContents): void {
  printed.add(contents);
}

/** Pins every page that the app ever makes to the app's own URL. */
export function hardenContents(app: App, page: AppPage): void {
  app.on('web-contents-created', (_event, contents) => pin(contents, page));
}

function pin(contents: WebContents, page: AppPage): void {
  contents.on('will-frame-navigate', (event) => {
    // Reloading the page and walking within it is all there is; a subframe has no business here.
    if (!event.isMainFrame || !isAppUrl(page, event.url)) event.preventDefault();
  });
  contents.on('did-navigate', (_event, url) => {
    // Electron asks no one about `about:blank`: the page is brought back instead.
    if (!isAppUrl(page, url) && !printed.has(contents)) void contents.loadURL(page.url);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}
