/** The scheme that serves the app's own page; nothing on disk or on a network answers to it. */
export const APP_SCHEME = 'atelier';

/** Where the page lives. */
export const APP_ORIGIN = `${APP_SCHEME}://app`;

/** Which page the app shows, and so which one it trusts. */
export interface AppPage {
  /** What the window loads. */
  readonly url: string;
  /** Scheme and host that every trusted URL begins with. */
  readonly origin: string;
  /** Served by the development server: reloads itself, and needs a laxer policy for that. */
  readonly development: boolean;
}

/**
 * The page to show: the built one, or the development server's while the app is not packaged.
 *
 * @param developmentUrl what electron-vite announces, undefined in a built app
 * @param packaged whether the app was packaged; then no other page is ever trusted
 */
export function appPage(developmentUrl: string | undefined, packaged: boolean): AppPage {
  if (developmentUrl === undefined || developmentUrl === '' || packaged) {
    return { url: `${APP_ORIGIN}/`, origin: APP_ORIGIN, development: false };
  }
  return { url: developmentUrl, origin: originOf(developmentUrl) ?? APP_ORIGIN, development: true };
}

/**
 * Scheme and host of a URL. `URL.origin` says "null" for every scheme it does not know, so that
 * two pages of different apps would look alike.
 *
 * @returns undefined for what is no URL with a host
 */
export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host } = new URL(url);
  return host === '' ? undefined : `${protocol}//${host}`;
}

/** Whether a URL belongs to the app's page. */
export function isAppUrl(page: AppPage, url: string): boolean {
  return originOf(url) === page.origin;
}
