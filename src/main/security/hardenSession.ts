import type { Session } from 'electron';
import { APP_ORIGIN, APP_SCHEME, isAppUrl, type AppPage } from './appOrigin.ts';
import { contentPolicy } from './contentPolicy.ts';

/** "Copy details" writes text to the clipboard; nothing else is ever permitted. */
const PERMITTED: readonly string[] = ['clipboard-sanitized-write'];

/** Closes a session: no permissions, no devices, no downloads but our exports, no foreign requests. */
export function hardenSession(session: Session, page: AppPage): void {
  denyPermissions(session, page);
  blockForeignRequests(session, page);
  if (page.development) addPolicy(session, page);
  session.on('will-download', (event, item) => {
    if (!isOwnExport(item.getURL())) event.preventDefault();
  });
}

/**
 * Whether a request may leave the page: only for the page's own files, what it made itself, and the
 * developer tools.
 */
export function isAllowedRequest(page: AppPage, url: string): boolean {
  if (/^(blob|data|devtools):/.test(url)) return true;
  if (url.startsWith(`${APP_SCHEME}:`)) return isAppUrl({ ...page, origin: APP_ORIGIN }, url);
  return page.development && isAppUrl(page, url.replace(/^ws/, 'http'));
}

/** Whether a download is something the page itself made: a picture or a table of a chart. */
export function isOwnExport(url: string): boolean {
  return url.startsWith(`blob:${APP_ORIGIN}/`) || /^data:(image\/png|text\/csv)[;,]/.test(url);
}

function denyPermissions(session: Session, page: AppPage): void {
  const allows = (permission: string, url: string | undefined): boolean =>
    PERMITTED.includes(permission) && url !== undefined && isAppUrl(page, url);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(details.isMainFrame && allows(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return details.isMainFrame && allows(permission, origin);
  });
  session.setDevicePermissionHandler(() => false);
}

function blockForeignRequests(session: Session, page: AppPage): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isAllowedRequest(page, url) });
  });
}

// The built page has its policy from serveApp; the development server sets none.
function addPolicy(session: Session, page: AppPage): void {
  session.webRequest.onHeadersReceived(({ responseHeaders }, answer) => {
    answer({
      responseHeaders: { ...responseHeaders, 'Content-Security-Policy': [contentPolicy(page)] },
    });
  });
}
