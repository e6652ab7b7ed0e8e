/** The url as a base to append a path to: with one trailing slash, without query and fragment. */
export function baseUrl(url: string | URL): URL {
  const base = new URL(url);
  base.pathname = `${base.pathname.replace(/\/+$/, '')}/`;
  base.search = '';
  base.hash = '';
  return base;
}
