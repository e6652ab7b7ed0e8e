/** 5138-11-16 in seconds, 1973-03-03 in milliseconds: what is smaller was meant as seconds. */
const SMALLEST_MILLISECONDS = 1e11;

/**
 * Milliseconds since 1970 from a number, or a string of digits, that counts seconds or milliseconds: Kaizala
 * uses both (`accessTokenExpiry` is in milliseconds, `creationTime` in seconds in the samples).
 */
export function epochMs(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return undefined;
  return number < SMALLEST_MILLISECONDS ? number * 1000 : number;
}
