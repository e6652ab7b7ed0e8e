import type { ComparedPost } from './compare-posts.ts';
import type { FileStatus } from './read-card.ts';

/** A step of the demo. */
export type DemoEvent =
  | { readonly event: 'started'; readonly endpoint: string; readonly kaizalaUrl: string }
  | { readonly event: 'entered'; readonly place: string }
  /** Words to the bot, such as a command. */
  | { readonly event: 'said'; readonly text: string }
  | {
      readonly event: 'shared';
      readonly files: readonly { readonly name: string; readonly size: number }[];
      readonly text?: string;
    }
  /** What the bot says where it asks nothing. */
  | { readonly event: 'replied'; readonly texts: readonly string[] }
  /** The bot's card, as it asks or as it stands at the end. */
  | { readonly event: 'card'; readonly texts: readonly string[]; readonly buttons: readonly string[] }
  | {
      readonly event: 'answered';
      readonly button: string;
      readonly group?: string;
      readonly caption?: string;
    }
  | { readonly event: 'progress'; readonly percent: number; readonly files: readonly FileStatus[] }
  | ({ readonly event: 'posted' } & ComparedPost)
  | { readonly event: 'failed'; readonly name?: string; readonly reason: string };

/** Takes the steps of the demo as they happen. */
export type Tell = (event: DemoEvent) => void;
