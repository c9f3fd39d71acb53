/**
 * The built app, held back until Playwright has attached: it calls `__playwright_run` once it has. Without
 * this, a window that navigates while Playwright attaches sometimes leaves `launch` waiting for ever.
 */
import { app } from 'electron';
import { fileURLToPath, URL } from 'node:url';

const attached = new Promise((resolve) => {
  globalThis.__playwright_run = resolve;
});
const whenReady = app.whenReady.bind(app);
app.whenReady = async () => {
  await whenReady();
  await attached;
};
app.setAppPath(fileURLToPath(new URL('../../../', import.meta.url)));
// Built, so not there for whoever reads imports.
await import(new URL('../../../out/main/index.js', import.meta.url).href);
