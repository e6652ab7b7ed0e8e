import type { AdaptiveCard } from './cards/adaptive-card.ts';

/** What somebody gets who pressed a button: the card as it is now, or words to them alone. */
export type CardReply =
  | { readonly kind: 'card'; readonly card: AdaptiveCard }
  | { readonly kind: 'text'; readonly text: string };

export function textReply(text: string): CardReply {
  return { kind: 'text', text };
}
