import { type Activity, CardFactory } from 'botbuilder';
import type { Forward } from '../../services/forwards/types.ts';
import { blockMessage } from '../blocks/block-message.ts';
import { canSuggest } from '../blocks/can-suggest.ts';
import { compactBlocks } from '../blocks/compact-blocks.ts';
import { drawsBlocks } from '../blocks/draws-blocks.ts';
import { forwardBlocks } from '../blocks/forward-blocks.ts';
import { channelOf } from '../places/conversation-key.ts';
import { compactCard } from './compact-card.ts';
import { type ForwardCardOptions, forwardCard } from './forward-card.ts';
import { viewForward } from './forward-view.ts';

/** The one message about a forward, as its channel has it; short where nobody was asked about it. */
export function forwardMessage(forward: Forward, options: ForwardCardOptions = {}): Partial<Activity> {
  // What notifications show, and what is read aloud where cards are not.
  const summary = viewForward(forward, options.progress).title;
  if (drawsBlocks(channelOf(forward.conversationKey))) {
    const suggests = canSuggest(forward.conversationReference);
    const blocks = forward.auto ? compactBlocks(forward) : forwardBlocks(forward, { ...options, suggests });
    return blockMessage(summary, blocks);
  }
  const card = forward.auto ? compactCard(forward) : forwardCard(forward, options);
  return { type: 'message', summary, attachments: [CardFactory.adaptiveCard(card)] };
}
