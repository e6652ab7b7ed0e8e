import { z } from 'zod';
import { changedEvent, deletedEvent, postedEvent } from '../app/message-events.ts';
import { tellApp } from '../app/tell-app.ts';
import type { Channel } from '../workspace/channel.ts';
import type { SlackMessage } from '../workspace/message.ts';
import { messageJson } from '../workspace/message-json.ts';
import { type ApiMethod, type Caller, defineMethod, needScope, TIER } from './method.ts';
import { writableChannel } from './reach-channel.ts';
import { readContent } from './read-content.ts';
import { Refusal } from './refusal.ts';

const ts = z.string().regex(/^\d{10}\.\d{6}$/);
const content = { text: z.string().optional(), blocks: z.unknown().optional() };

/** A message that is changed may hold so many characters (docs of chat.update). */
const MOST_CHARACTERS_OF_AN_UPDATE = 4_000;

const postMessage = defineMethod(
  // Slack lets about one a second through in each conversation.
  Number.POSITIVE_INFINITY,
  z.looseObject({ channel: z.string(), ...content, thread_ts: ts.optional() }),
  (caller, { channel: id, thread_ts, ...given }) => {
    needScope(caller, 'chat:write');
    const { workspace } = caller;
    const channel = writableChannel(caller, id);
    const message = channel.post({
      ...bySelf(caller),
      ...readContent(given),
      files: [],
      threadTs: standingThread(channel, thread_ts),
    });
    tell(caller, channel, postedEvent(channel, message, workspace));
    return { channel: channel.id, ts: message.ts, message: messageJson(message, workspace) };
  },
);

const update = defineMethod(
  TIER.three,
  z.looseObject({ channel: z.string(), ts, ...content }),
  (caller, { channel: id, ts: name, ...given }) => {
    needScope(caller, 'chat:write');
    const { workspace } = caller;
    const channel = writableChannel(caller, id);
    const before = ownMessage(caller, channel, name, 'cant_update_message');
    // Blocks that are left out stay as they were.
    const blocks = given.blocks ?? before.blocks;
    const text = given.text ?? before.text;
    const version = readContent({ text, blocks }, MOST_CHARACTERS_OF_AN_UPDATE);
    const after = channel.update(name, { ...version, files: before.files });
    if (after === undefined) throw new Refusal('message_not_found');
    tell(caller, channel, changedEvent(channel, before, after, workspace));
    return { channel: channel.id, ts: name, text, message: messageJson(after, workspace) };
  },
);

const remove = defineMethod(
  TIER.three,
  z.looseObject({ channel: z.string(), ts }),
  (caller, { channel: id, ts: name }) => {
    needScope(caller, 'chat:write');
    const channel = writableChannel(caller, id);
    const before = ownMessage(caller, channel, name, 'cant_delete_message');
    channel.delete(name);
    tell(caller, channel, deletedEvent(channel, before, caller.workspace));
    return { channel: channel.id, ts: name };
  },
);

const postEphemeral = defineMethod(
  TIER.four,
  z.looseObject({ channel: z.string(), user: z.string(), ...content, thread_ts: ts.optional() }),
  (caller, { channel: id, user, thread_ts, ...given }) => {
    needScope(caller, 'chat:write');
    const channel = writableChannel(caller, id);
    if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
    const message = channel.post({
      ...bySelf(caller),
      ...readContent(given),
      files: [],
      threadTs: thread_ts,
      onlyFor: user,
    });
    return { message_ts: message.ts };
  },
);

/** What the bot writes. */
export const chatMethods: Readonly<Record<string, ApiMethod>> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
};

function bySelf({ workspace: { bot } }: Caller) {
  return { userId: bot.userId, botId: bot.botId };
}

/**
 * The thread that an answer goes to. If its first message was deleted before anybody answered, Slack refuses
 * nothing, and posts the answer outside of any thread (slack-go/slack issue 1571).
 */
function standingThread(channel: Channel, threadTs: string | undefined): string | undefined {
  const isOfThread = ({ ts: own, threadTs: its }: SlackMessage) => own === threadTs || its === threadTs;
  return threadTs !== undefined && channel.messages.some(isOfThread) ? threadTs : undefined;
}

/** A message of the bot that others see too; one for a single person can only be changed by a response_url. */
function ownMessage(caller: Caller, channel: Channel, name: string, refusal: string): SlackMessage {
  const message = channel.find(name);
  if (message === undefined || message.onlyFor !== undefined) throw new Refusal('message_not_found');
  if (message.botId !== caller.workspace.bot.botId) throw new Refusal(refusal);
  return message;
}

/** The app hears of its own messages too. */
function tell({ app, workspace }: Caller, channel: Channel, event: Readonly<Record<string, unknown>>): void {
  app.inBackground(() => tellApp(app, workspace, channel, [event]));
}
