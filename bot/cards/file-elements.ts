import { type CardElement, literal } from './adaptive-card.ts';
import type { FileLine } from './forward-view.ts';
import { mostTelling } from './most-telling.ts';
import { MAX_SHOWN_NAME, shorten } from './shorten.ts';
import type { Tone } from './tone.ts';

export const COLORS: Record<Tone, string> = {
  default: 'Default',
  good: 'Good',
  warning: 'Warning',
  attention: 'Attention',
};

/** Says the same as the colour, to those who don't see it. */
export const MARKS: Record<Tone, string> = { default: '', good: '✓ ', warning: '⚠ ', attention: '✗ ' };

/** The files with what became of each. Of more than `most`, those that went well are only counted. */
export function fileElements(files: readonly FileLine[], most: number): CardElement[] {
  const shown = mostTelling(files, most);
  const hidden = files.length - shown.length;
  return [...shown.map(fileElement), ...(hidden === 0 ? [] : [subtleNote(`… and ${hidden} more`)])];
}

export function subtleNote(text: string): CardElement {
  return { type: 'RichTextBlock', spacing: 'Medium', inlines: [literal(text, { isSubtle: true })] };
}

function fileElement({ name, detail, status, tone, at, reference }: FileLine): CardElement {
  const items: CardElement[] = [
    {
      type: 'RichTextBlock',
      inlines: [
        literal(shorten(name, MAX_SHOWN_NAME), { weight: 'Bolder' }),
        ...(detail ? [literal(`  ${detail}`, { isSubtle: true })] : []),
      ],
    },
  ];
  if (status !== undefined) {
    items.push({
      type: 'RichTextBlock',
      spacing: 'None',
      inlines: [literal(`${MARKS[tone]}${status}`, { color: COLORS[tone] })],
    });
  }
  if (at) {
    const when = at.toISOString().replace(/\.\d+Z$/, 'Z');
    items.push({
      type: 'TextBlock',
      // The client fills these in, in the person's own time zone.
      text: `{{DATE(${when}, SHORT)}} {{TIME(${when})}}`,
      wrap: true,
      size: 'Small',
      isSubtle: true,
      spacing: 'None',
    });
  }
  if (reference) {
    const run = literal(`Reference ${shorten(reference, MAX_SHOWN_NAME)}`, { isSubtle: true, size: 'Small' });
    items.push({ type: 'RichTextBlock', spacing: 'None', inlines: [run] });
  }
  return { type: 'Container', items, spacing: 'Medium' };
}
