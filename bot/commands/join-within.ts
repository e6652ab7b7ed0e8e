/** A message of Teams should weigh less than 28 kB, its envelope included. */
const MOST_BYTES = 18_000;

/** Joins as many parts as one message can hold, and says how many are left out. */
export function joinWithin(parts: readonly string[], separator = '\n\n'): string {
  let joined = '';
  for (const [index, part] of parts.entries()) {
    const next = joined === '' ? part : `${joined}${separator}${part}`;
    if (Buffer.byteLength(next) > MOST_BYTES)
      return `${joined}${separator}… and ${parts.length - index} more`;
    joined = next;
  }
  return joined;
}
