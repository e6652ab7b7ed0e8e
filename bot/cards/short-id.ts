const LENGTH = 8;

/**
 * What people are shown of a forward's id and can type: its first eight hexadecimal digits, and as many more
 * as it takes to tell it from the others.
 */
export function shortId(id: string, others: readonly string[] = []): string {
  const rivals = others.filter((other) => other !== id);
  let length = LENGTH;
  while (length < id.length && rivals.some((other) => other.startsWith(id.slice(0, length)))) length++;
  return id.slice(0, length);
}
