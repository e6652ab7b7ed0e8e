import { clip } from '../clip.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Longer than any emoji. What a person made of more parts than this is no character any more. */
const MAX_GRAPHEME = 64;

/** Cuts a text at its end to so many UTF-16 units, with an ellipsis; an emoji of several parts stays whole or goes. */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const start = startOfCharacter(text, maxLength - 1);
  return maxLength - start > MAX_GRAPHEME ? clip(text, maxLength) : `${text.slice(0, start)}…`;
}

/** The same in the middle of a text, so that the extension of a file's name stays to be seen. */
export function cutMiddle(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const tail = Math.floor(maxLength / 3);
  const start = startOfCharacter(text, text.length - tail);
  const rest = start === text.length - tail ? text.slice(start) : afterCharacter(text, start);
  return rest.length > tail ? cut(text, maxLength) : `${cut(text, maxLength - rest.length)}${rest}`;
}

/** Where the character begins that holds the unit at this index. */
function startOfCharacter(text: string, index: number): number {
  // Characters do not reach this far, and to look at a whole book would take its time.
  const from = Math.max(0, index - 2 * MAX_GRAPHEME);
  const part = text.slice(from, index + 2 * MAX_GRAPHEME);
  return from + (graphemes.segment(part).containing(index - from)?.index ?? index - from);
}

function afterCharacter(text: string, start: number): string {
  const [first] = graphemes.segment(text.slice(start, start + 2 * MAX_GRAPHEME));
  return text.slice(start + (first?.segment.length ?? 0));
}
