/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a `Range` header against a file's size. Returns undefined when the whole file is to be sent, which is
 * also right for what we don't understand or several ranges at once, and `unsatisfiable` for a 416 (RFC 9110, 14).
 */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const from = match[1] === '' ? undefined : Number(match[1]);
  const to = match[2] === '' ? undefined : Number(match[2]);
  if (from !== undefined && to !== undefined && to < from) return undefined;
  const first = from ?? Math.max(0, size - (to ?? 0));
  const last = from === undefined ? size - 1 : Math.min(to ?? size - 1, size - 1);
  return first > last ? 'unsatisfiable' : { first, last };
}
