/**
 * Reads JSON that PostgreSQL can store: it takes neither U+0000, which no person means, nor half a character. For
 * `JSON.parse`.
 */
export function withoutNul(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value;
}
