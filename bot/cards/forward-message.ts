import { type Activity, CardFactory } from 'botbuilder';
import type { Forward } from '../../services/forwards/types.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { compactCard } from './compact-card.ts';
import { type ForwardCardOptions, forwardCard } from './forward-card.ts';
import { viewForward } from './forward-view.ts';

/** The card of a forward: short where nobody was asked about it. */
export function cardOfForward(forward: Forward, options: ForwardCardOptions = {}): AdaptiveCard {
  return forward.auto ? compactCard(forward) : forwardCard(forward, options);
}

/** The one message about a forward. */
export function forwardMessage(forward: Forward, options: ForwardCardOptions = {}): Partial<Activity> {
  return {
    type: 'message',
    // What notifications show, and what is read aloud where cards are not.
    summary: viewForward(forward, options.progress).title,
    attachments: [CardFactory.adaptiveCard(cardOfForward(forward, options))],
  };
}
