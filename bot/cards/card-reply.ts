import type { Activity } from 'botbuilder';

/** What somebody gets who pressed a button. */
export type CardReply =
  /** Words to them alone; the card stays as it is. */
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'card';
      /** Takes the place of the one that holds the card that was answered. */
      readonly message: Partial<Activity>;
      /** The message that holds the card is brought up to date in any case, also for those who did not press. */
      readonly isShownAnyway?: boolean;
    };

export function textReply(text: string): CardReply {
  return { kind: 'text', text };
}
