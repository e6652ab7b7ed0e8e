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
