import { cleanText } from './clean-text.ts';

/**
 * An error from a library reduced to its code and words. The errors themselves carry more than may be logged:
 * undici's hold bytes of an answer that could not be parsed, a database's the values to be stored, a file
 * store's a signed url.
 */
export function plainCause(error: unknown, secrets: readonly string[] = []): Error {
  if (!(error instanceof Error)) return new Error(cleanText(String(error), secrets));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return new Error(cleanText(error.message ? `${code}: ${error.message}` : code, secrets));
}
