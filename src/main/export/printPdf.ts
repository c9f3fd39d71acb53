import { BrowserWindow } from 'electron';
import { markPrinted } from '../security/hardenContents.ts';

/**
 * A page of our own as PDF, laid out by a hidden window without script, preload or network.
 *
 * @param html self-contained
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      // Not kept, and apart from the app's own.
      partition: 'report',
    },
  });
  try {
    const { webContents: contents } = window;
    markPrinted(contents);
    contents.session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    contents.session.webRequest.onBeforeRequest(({ url }, answer) =>
      answer({ cancel: !url.startsWith('data:text/html') }),
    );
    await window.loadURL(`data:text/html;base64,${Buffer.from(html).toString('base64')}`);
    return await contents.printToPDF({
      pageSize: 'A4',
      landscape: true,
      printBackground: true,
      margins: { top: 0.5, bottom: 0.5, left: 0.5, right: 0.5 },
    });
  } finally {
    window.destroy();
  }
}
