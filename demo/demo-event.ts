import type { ComparedPost } from './compare-posts.ts';
import type { FileStatus } from './read-card.ts';

/** A step of the demo. */
export type DemoEvent =
  | { readonly event: 'started'; readonly endpoint: string; readonly kaizalaUrl: string }
  | { readonly event: 'shared'; readonly files: readonly { readonly name: string; readonly size: number }[] }
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
