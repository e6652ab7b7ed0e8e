import type { KaizalaGroup } from '../kaizala/types.ts';

/** `ask`: a person is asked for a caption. `auto`: files are forwarded without a question. */
export type LinkMode = 'ask' | 'auto';

/** The mode of that name, in whichever case. */
export function readMode(text: string): LinkMode | undefined {
  const name = text.toLowerCase();
  return name === 'ask' || name === 'auto' ? name : undefined;
}

/** What is known of a link without Kaizala. */
interface LinkRecord {
  /** Key of the conversation without its thread, from `scopeOf`. */
  readonly scope: string;
  readonly mode: LinkMode;
  /** Who made it: somebody in the chat, or whoever keeps `LINKS_FILE`, which the chat can't change. */
  readonly origin: 'chat' | 'file';
  /** In a chat alone. */
  readonly linkedBy?: { readonly id: string; readonly name?: string };
  readonly linkedAt?: Date;
  /** The group's name as it was written down, or its id if the file has that. */
  readonly writtenName: string;
}

/**
 * The mapping of one conversation to one group. With a `problem`, which says in words why the group can't be
 * told or is not there any more, nothing may be posted from that conversation.
 */
export type Link = LinkRecord &
  (
    | { readonly group: KaizalaGroup; readonly problem?: undefined }
    | { readonly group?: undefined; readonly problem: string }
  );

/** An entry of `LINKS_FILE`. */
export interface ConfiguredLink {
  readonly scope: string;
  readonly mode: LinkMode;
  /** Name or id of the group, as it is written there. */
  readonly group: string;
  /** Where it stands: file, line and column. */
  readonly place: string;
}
