import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { scopeOf } from '../../../services/links/scope-of.ts';
import { parseJson } from '../../../services/parse-json.ts';
import type { PassingTokens } from '../../../services/slack/passing-tokens.ts';
import { readBlockAnswer } from '../../blocks/read-block-answer.ts';
import { conversationKey } from '../../places/conversation-key.ts';
import { conversationType } from './conversation-type.ts';
import { ownMentions } from './own-mentions.ts';
import type { SlackPlace } from './slack-activity.ts';
import { readEnvelope } from './slack-event.ts';
import { ACTIVITY_TYPES, botUserOf, readNews, type SlackNews, type SlackSaid } from './slack-news.ts';
import { readPress, type SlackPress } from './slack-payload.ts';
import { slackText } from './slack-text.ts';
import { teamsOfEnvelope, teamsOfPayload } from './teams-of.ts';
import { withoutToken } from './without-token.ts';

/** Slack sends presses as JSON text within a form. Whether Azure reads that text is left open. */
const sentBySlack = z.preprocess(orParsed, z.unknown().optional());

const azureData = z.preprocess(
  orParsed,
  z.object({
    ApiToken: z.string().min(1).optional().catch(undefined),
    SlackMessage: sentBySlack,
    Payload: sentBySlack,
    payload: sentBySlack,
  }),
);

function orParsed(value: unknown): unknown {
  return (typeof value === 'string' ? parseJson(value) : undefined) ?? value ?? undefined;
}

/** Which of Slack's own news an activity brings. */
type Brought =
  | { readonly kind: 'press'; readonly press: SlackPress; readonly sent: unknown }
  | { readonly kind: 'event'; readonly sent: unknown };

/**
 * Brings an activity that Azure made of Slack's into the form of those that come directly, and takes the bot's
 * token out of it, so that it can't get anywhere else. The ids of message and conversation stay Azure's own,
 * since its connector wants them. False: it starts nothing.
 */
export function takeFromAzure(activity: Activity, tokens: PassingTokens): boolean {
  const data = azureData.safeParse(activity.channelData).data;
  const token = data?.ApiToken;
  const brought = whatIsBrought(data);
  const { sent } = brought;
  const teams = brought.kind === 'press' ? teamsOfPayload(sent) : teamsOfEnvelope(sent);
  const teamId = teams[0] ?? teamInId(activity.conversation.id);
  if (teamId !== undefined) {
    activity.conversation.tenantId = teamId;
    if (token !== undefined) tokens.remember(teamId, token);
  }
  Reflect.deleteProperty(activity, 'value');
  Reflect.deleteProperty(activity, 'attachments');
  activity.channelData = { [brought.kind === 'press' ? 'Payload' : 'SlackMessage']: withoutToken(sent) };
  if (brought.kind === 'press') return takePress(activity, brought.press, sent);
  const news = readNews(sent);
  if (news) takeNews(activity, news, sent);
  // Whatever else Azure tells is not of Slack's own making, such as that the bot was added. But the text that it
  // makes of a modal or a menu is nobody's words.
  return news !== undefined || sent === undefined || !SAID.has(activity.type);
}

const SAID: ReadonlySet<string> = new Set(Object.values(ACTIVITY_TYPES));

function whatIsBrought(data: z.infer<typeof azureData> | undefined): Brought {
  const all = [data?.Payload, data?.payload, data?.SlackMessage];
  for (const sent of all) {
    const press = readPress(sent);
    if (press) return { kind: 'press', press, sent };
  }
  return { kind: 'event', sent: data?.SlackMessage ?? all.find((sent) => sent !== undefined) };
}

/** The form `B…:T…:C…` is inferred, so it counts only where nothing else tells. */
function teamInId(conversationId: string): string | undefined {
  return /^[^:]+:([TE][A-Z0-9]+):/.exec(conversationId)?.[1];
}

function takePress(activity: Activity, press: SlackPress, payload: unknown): boolean {
  const answer = readBlockAnswer(payload);
  if (!answer) return false;
  const { channel, threadTs, messageTs, user, userName } = press;
  activity.type = 'message';
  // What stands there is the button's value, which nobody has typed.
  activity.text = '';
  activity.value = answer.value;
  // Ids of messages are Slack's times without their point. Inferred.
  if (messageTs !== undefined) activity.replyToId ??= messageTs.replace('.', '');
  comeFrom(activity, { user, userName });
  placeAt(activity, { channel, threadTs });
  return true;
}

function takeNews(activity: Activity, news: SlackNews, envelope: unknown): void {
  placeAt(activity, news);
  if (news.kind === 'arrival') {
    activity.type = 'conversationUpdate';
    activity.membersAdded = [activity.recipient];
    return;
  }
  activity.type = ACTIVITY_TYPES[news.kind];
  comeFrom(activity, news);
  if (news.kind === 'deletion') Reflect.deleteProperty(activity, 'text');
  else takeText(activity, news, botUserOf(readEnvelope(envelope)));
}

function takeText(activity: Activity, { text }: SlackSaid, botUserId: string | undefined): void {
  activity.text = slackText(text, { botUserId });
  if (botUserId !== undefined) activity.entities = ownMentions(text, botUserId, activity.recipient.id);
}

function comeFrom(
  activity: Activity,
  { user, userName }: { user: string; userName: string | undefined },
): void {
  activity.from = { ...activity.from, id: user, name: userName || activity.from.name };
}

function placeAt(activity: Activity, { channel, channelType, threadTs }: SlackPlace): void {
  const { conversation } = activity;
  conversation.conversationType = conversationType(channel, channelType);
  conversation.isGroup = conversation.conversationType !== 'personal';
  const key = conversationKey(activity);
  if (threadTs !== undefined && scopeOf(key) === key) conversation.id += `:${threadTs}`;
}
