import { type Activity, CardFactory } from 'botbuilder';
import { blockMessage } from '../blocks/block-message.ts';
import { canSuggest } from '../blocks/can-suggest.ts';
import { drawsBlocks } from '../blocks/draws-blocks.ts';
import { linkBlocks, linkOutcomeBlocks } from '../blocks/link-blocks.ts';
import { type LinkCardOptions, linkCard, linkOutcomeCard } from './link-card.ts';
import { linkWordsFor } from './link-words-for.ts';

/** The card that links, as the channel of the activity has it. @param text why it asks */
export function linkMessage(activity: Activity, text: string, options: LinkCardOptions): Partial<Activity> {
  if (!drawsBlocks(activity.channelId)) return linkCard(text, options);
  const blocks = linkBlocks(text, {
    ...options,
    suggests: canSuggest(activity),
    others: (listed) => linkWordsFor(activity).otherGroups(listed, options.groups.length),
  });
  return blockMessage(text, blocks);
}

/** What that card has become once it was answered. */
export function linkOutcomeMessage(activity: Activity, text: string): Partial<Activity> {
  return drawsBlocks(activity.channelId)
    ? blockMessage(text, linkOutcomeBlocks(text))
    : { type: 'message', attachments: [CardFactory.adaptiveCard(linkOutcomeCard(text))] };
}
