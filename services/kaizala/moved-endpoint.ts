import { baseUrl } from './base-url.ts';

/**
 * The new endpoint that a 308's `Location` names; undefined if it names none. The contract has the bare
 * endpoint there, HTTP the new url of the very call, perhaps relative: both are understood.
 * @param callUrl the url that was called: an endpoint followed by `callPath`
 */
export function movedEndpoint(location: string, callUrl: URL, callPath: string): URL | undefined {
  if (!URL.canParse(location, callUrl.href)) return undefined;
  const target = new URL(location, callUrl);
  const segments = target.pathname.replace(/\/+$/, '').split('/');
  const callSegments = callPath.split('/');
  const tail = segments.slice(-callSegments.length);
  // Servers differ in how they write an `@` in a path, so what is compared is what the segments mean.
  if (tail.map(decoded).join('/') === callSegments.map(decoded).join('/')) {
    target.pathname = segments.slice(0, -callSegments.length).join('/');
  }
  return baseUrl(target);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
