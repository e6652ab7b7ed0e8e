import type { WebClient } from '@slack/web-api';
import type { SlackApi } from '../../services/slack/slack-api.ts';
import type { SlackWorkspaces } from '../../services/slack/slack-workspace.ts';
import { ChatAnswerError } from '../connector/chat-answer-error.ts';
import type { Audience } from './audience.ts';
import { chatError } from './chat-error.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import type { ResponseUrls } from './response-urls.ts';
import { type SlackPlace, slackPlace } from './slack-place.ts';

export interface SlackMessagesServices {
  readonly api: SlackApi;
  readonly workspaces: SlackWorkspaces;
  readonly responseUrls: ResponseUrls;
}

/** Sends and changes messages in Slack, each with one call. Rejects with a ChatAnswerError for what Slack refuses. */
export class SlackMessages {
  readonly #services: SlackMessagesServices;

  constructor(services: SlackMessagesServices) {
    this.#services = services;
  }

  /** Returns the message's `ts`. */
  async post(conversationId: string, message: OutgoingMessage): Promise<string> {
    const place = slackPlace(conversationId);
    const { ts } = await this.#call(place, (client) =>
      client.chat.postMessage({ ...destination(place), ...shown(message), ...NO_PREVIEWS }),
    );
    return ts ?? '';
  }

  async update(conversationId: string, ts: string, message: OutgoingMessage): Promise<void> {
    const place = slackPlace(conversationId);
    await this.#call(place, (client) =>
      client.chat.update({ channel: place.channelId, ts, ...shown(message) }),
    );
  }

  async delete(conversationId: string, ts: string): Promise<void> {
    const place = slackPlace(conversationId);
    await this.#call(place, (client) => client.chat.delete({ channel: place.channelId, ts }));
  }

  /** Says something to one person alone. Returns its `ts`, or nothing where Slack does not tell. */
  async postPrivately(
    conversationId: string,
    { userId, responseUrl }: Audience,
    message: OutgoingMessage,
  ): Promise<string> {
    const place = slackPlace(conversationId);
    if (responseUrl !== undefined && (await this.#isTaken(responseUrl, place, message))) return '';
    const { message_ts: ts } = await this.#call(place, (client) =>
      client.chat.postEphemeral({ ...destination(place), user: userId, ...shown(message) }),
    );
    return ts ?? '';
  }

  async replaceEphemeral(responseUrl: string, message: OutgoingMessage): Promise<void> {
    await this.#services.responseUrls.post(responseUrl, { ...shown(message), replace_original: true });
  }

  async deleteEphemeral(responseUrl: string): Promise<void> {
    await this.#services.responseUrls.post(responseUrl, { delete_original: true });
  }

  /** False: the url is used up or expired, so that there has to be another way. */
  async #isTaken(responseUrl: string, place: SlackPlace, message: OutgoingMessage): Promise<boolean> {
    try {
      await this.#services.responseUrls.post(responseUrl, {
        ...threadOf(place),
        ...shown(message),
        response_type: 'ephemeral',
        replace_original: false,
      });
      return true;
    } catch (error) {
      if (error instanceof ChatAnswerError) return false;
      throw error;
    }
  }

  async #call<T>({ teamId }: SlackPlace, make: (client: WebClient) => Promise<T>): Promise<T> {
    const { api, workspaces } = this.#services;
    try {
      const workspace = await workspaces.find([teamId]);
      if (!workspace) throw new ChatAnswerError(403, 'the app is not installed there any more');
      return await api.call(workspace.botToken, make);
    } catch (error) {
      throw chatError(error);
    }
  }
}

/** File names and captions may look like links, and none of them is ours to show. */
const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;

function destination(place: SlackPlace) {
  return { channel: place.channelId, ...threadOf(place) };
}

function threadOf({ threadTs }: SlackPlace) {
  return threadTs === undefined ? {} : { thread_ts: threadTs };
}

/** Always both, since an update that leaves one out keeps or drops it as it likes. */
function shown({ text, blocks }: OutgoingMessage) {
  return { text, blocks: [...blocks] };
}
