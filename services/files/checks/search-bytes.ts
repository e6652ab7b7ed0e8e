/**
 * Whether a pattern occurs in bytes, which are looked at as text of any encoding that leaves ASCII letters what
 * they are.
 * @param reach how long what the pattern matches can be
 */
export async function occurs(
  pattern: RegExp,
  bytes: AsyncIterable<Uint8Array>,
  reach: number,
): Promise<boolean> {
  let before = '';
  for await (const chunk of bytes) {
    const text = before + Buffer.from(chunk).toString('latin1').replaceAll('\0', '');
    if (pattern.test(text)) return true;
    before = text.slice(-reach);
  }
  return false;
}

/** A match in a text, and as much of the text around and behind it as was asked for, if there is so much. */
export interface Found {
  readonly match: RegExpExecArray;
  readonly around: string;
  readonly behind: string;
}

/** The first match of a pattern in bytes, taken as latin1; undefined if there is none. */
export async function find(
  pattern: RegExp,
  bytes: AsyncIterable<Uint8Array>,
  reach: number,
): Promise<Found | undefined> {
  let text = '';
  let match: RegExpExecArray | null = null;
  for await (const chunk of bytes) {
    text += Buffer.from(chunk).toString('latin1');
    match = pattern.exec(text);
    if (match && text.length >= match.index + match[0].length + reach) break;
    if (!match) text = text.slice(-2 * reach);
  }
  if (!match) return undefined;
  const end = match.index + match[0].length;
  return {
    match,
    around: text.slice(Math.max(0, match.index - reach), end + reach),
    behind: text.slice(end, end + reach),
  };
}
