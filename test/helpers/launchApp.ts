import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The app as tests start it: the built one, held back until the driver has attached. */
const DRIVEN_APP = fileURLToPath(new URL('./drivenApp/', import.meta.url));

/** Milliseconds until an app that shows no sign of life has failed. */
const LAUNCH_TIMEOUT = 30_000;

/** The running app, as a test holds it. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The first window, loaded. */
  readonly page: Page;
  /** What the main process and the window's console said so far, a line each. */
  readonly log: readonly string[];
  /** Ends the app as a person would, by closing it, and waits until it is gone. */
  close(): Promise<void>;
}

/**
 * Starts the built app on a lab of the test's own.
 *
 * `npm test -- e2e` says where Electron is, through `ATELIER_ELECTRON` and `ATELIER_ELECTRON_ARGS` (a JSON array).
 * @param home the lab's folder; start again with the same one to test what survives a restart.
 * @throws when the test was not started by `npm test`, or no window opens.
 */
export async function launchApp(home: string): Promise<LaunchedApp> {
  const executablePath = process.env.ATELIER_ELECTRON;
  if (!executablePath) throw new Error('End-to-end tests are started by: npm test -- e2e');
  const electronArgs = JSON.parse(process.env.ATELIER_ELECTRON_ARGS ?? '[]') as string[];

  const env = { ...process.env, ATELIER_HOME: home } as Record<string, string>;
  // Either would make Electron something else than the app.
  delete env.ELECTRON_RUN_AS_NODE;
  delete env.NODE_OPTIONS;

  const app = await _electron.launch({
    executablePath,
    args: [...electronArgs, DRIVEN_APP],
    cwd: ROOT,
    env,
    timeout: LAUNCH_TIMEOUT,
  });
  const log: string[] = [];
  const listen = (name: string) => (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n')) if (line) log.push(`${name}: ${line}`);
  };
  app.process().stdout?.on('data', listen('main'));
  app.process().stderr?.on('data', listen('main'));
  app.on('window', (window) => {
    window.on('console', (message) => log.push(`window: ${message.type()} ${message.text()}`));
    window.on('pageerror', (error) => log.push(`window: ${error.stack ?? error.message}`));
  });

  try {
    const page = await app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
    return { app, page, log, close: () => app.close() };
  } catch (error) {
    await app.close().catch(() => undefined);
    throw new Error(`The app opened no window. It said:\n${log.join('\n')}`, { cause: error });
  }
}

/** A fresh folder for a lab, and its removal. */
export async function temporaryHome(): Promise<{ home: string; remove(): Promise<void> }> {
  const home = await mkdtemp(path.join(tmpdir(), 'atelier-e2e-'));
  return { home, remove: () => rm(home, { recursive: true, force: true, maxRetries: 5 }) };
}
