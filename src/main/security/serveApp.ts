import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { APP_SCHEME, type AppPage } from './appOrigin.ts';
import { contentPolicy } from './contentPolicy.ts';
import { resolveAppFile } from './resolveAppFile.ts';

/** Makes the app's scheme a secure one with an origin of its own. Only before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the built page under the app's scheme, with its Content-Security-Policy.
 *
 * @param root the folder of the built page
 */
export function serveApp(session: Session, page: AppPage, root: string): void {
  const headers = {
    'Content-Security-Policy': contentPolicy(page),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  };
  session.protocol.handle(APP_SCHEME, async ({ method, url }) => {
    const file = method === 'GET' ? resolveAppFile(url, root) : undefined;
    if (file === undefined) return new Response('Forbidden', { status: 403, headers });
    try {
      const body = await readFile(file.path);
      return new Response(body, { headers: { ...headers, 'Content-Type': file.contentType } });
    } catch {
      return new Response('Not found', { status: 404, headers });
    }
  });
}
