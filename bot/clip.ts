/** Cuts a text at its end, which then shows that there was more. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // No character may be cut into halves.
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
