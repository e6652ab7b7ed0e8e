import { z } from 'zod';
import type { ForwardCards } from '../../services/forwards/forward-cards.ts';
import type { SlackWorkspaces } from '../../services/slack/slack-workspace.ts';
import { readForwardMark } from '../blocks/forward-mark.ts';
import { teamsOfEnvelope } from '../channels/slack/teams-of.ts';
import type { SlackEventEnvelope } from './slack-envelope.ts';

const post = z.object({
  type: z.literal('message'),
  subtype: z.undefined().optional(),
  user: z.string(),
  channel: z.string().min(1),
  ts: z.string().min(1),
  blocks: z.array(z.unknown()),
});

/** A message about a forward that somebody, perhaps the bot, has posted. */
export interface PostedCard {
  readonly forwardId: string;
  readonly envelope: SlackEventEnvelope;
  readonly post: z.infer<typeof post>;
}

/** Reads whether an event tells of a message about a forward. Who posted it is not looked at. */
export function readPostedCard(envelope: SlackEventEnvelope): PostedCard | undefined {
  const { data } = post.safeParse(envelope.event);
  const forwardId = data && readForwardMark(data.blocks);
  return forwardId === undefined || !data ? undefined : { forwardId, envelope, post: data };
}

/**
 * Learns from Slack's news of the bot's own messages which of them is about which forward, should the answer to
 * `chat.postMessage` have been lost. Otherwise people would be asked twice.
 */
export class OwnCards {
  readonly #cards: Pick<ForwardCards, 'recognize'>;
  readonly #addressees: SlackWorkspaces;

  constructor(cards: Pick<ForwardCards, 'recognize'>, addressees: SlackWorkspaces) {
    this.#cards = cards;
    this.#addressees = addressees;
  }

  async recognize({ forwardId, envelope, post: { user, channel, ts } }: PostedCard): Promise<void> {
    const workspace = await this.#addressees.find(teamsOfEnvelope(envelope));
    if (workspace?.botUserId !== user) return;
    await this.#cards.recognize(forwardId, { scopeKey: `slack|${workspace.teamId}:${channel}`, id: ts });
  }
}
