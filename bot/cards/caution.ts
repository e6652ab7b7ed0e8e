import type { CardElement } from './adaptive-card.ts';

/** Words of ours that a person should not miss. */
export function caution(text: string): CardElement {
  return { type: 'TextBlock', text: `⚠ ${text}`, wrap: true, color: 'Warning', spacing: 'Medium' };
}
