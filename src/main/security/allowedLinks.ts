/** Pages that the app may open in the person's own browser, each with all below it. */
const ALLOWED: readonly string[] = [
  'https://github.com/zalandoresearch/fashion-mnist',
  'https://arxiv.org/abs/1708.07747',
  'https://keras.io/api/layers/',
  'https://www.tensorflow.org/js',
];

/**
 * Whether a link may be handed to the person's browser. Compared as parsed URLs: a user name, a port
 * or `..` that makes a foreign link look like ours does not help it.
 */
export function isAllowedLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  return ALLOWED.some((allowed) => {
    const { origin: allowedOrigin, pathname: base } = new URL(allowed);
    const within = pathname === base || pathname.startsWith(base.replace(/\/?$/, '/'));
    return origin === allowedOrigin && within;
  });
}
