/** Of names that came from outside, in characters, so that a card stays light. */
export const MAX_SHOWN_NAME = 80;

/** Cuts a text in its middle, so that the extension of a file's name stays to be seen. */
export function shorten(text: string, maxLength: number): string {
  const characters = [...text];
  if (characters.length <= maxLength) return text;
  const end = Math.floor(maxLength / 3);
  return `${characters.slice(0, maxLength - end - 1).join('')}…${characters.slice(-end).join('')}`;
}
