import { z } from 'zod';
import { channelJson } from '../workspace/channel-json.ts';
import { personJson } from '../workspace/person.ts';
import { type ApiMethod, defineMethod, needScope, TIER } from './method.ts';
import { findChannel } from './reach-channel.ts';
import { Refusal } from './refusal.ts';

const noParameters = z.looseObject({});
const CHANNEL_SCOPES = {
  channel: 'channels:read',
  group: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
} as const;

const authTest = defineMethod(Number.POSITIVE_INFINITY, noParameters, ({ workspace: { team, bot } }) => ({
  url: `https://${team.domain}.slack.com/`,
  team: team.name,
  user: bot.name,
  team_id: team.id,
  user_id: bot.userId,
  bot_id: bot.botId,
  is_enterprise_install: false,
}));

const filesInfo = defineMethod(TIER.four, z.looseObject({ file: z.string() }), (caller, { file: id }) => {
  needScope(caller, 'files:read');
  const file = caller.files.find(id);
  const { channels, bot } = caller.workspace;
  const isSeen = [...(file?.sharedIn ?? [])].some((place) => channels.get(place)?.members.has(bot.userId));
  if (file === undefined || !isSeen) throw new Refusal('file_not_found');
  if (file.refusal !== undefined) throw new Refusal(file.refusal);
  return { file: file.form, comments: [], response_metadata: { next_cursor: '' } };
});

const usersInfo = defineMethod(TIER.four, z.looseObject({ user: z.string() }), (caller, { user }) => {
  needScope(caller, 'users:read');
  const { people, bot, team } = caller.workspace;
  const person = people.get(user);
  if (person !== undefined) return { user: personJson(person, team) };
  if (user !== bot.userId) throw new Refusal('user_not_found');
  return {
    user: {
      id: user,
      team_id: team.id,
      name: bot.name,
      real_name: bot.name,
      deleted: false,
      is_bot: true,
      profile: { real_name: bot.name, display_name: '', bot_id: bot.botId, api_app_id: bot.appId },
    },
  };
});

const channelParameters = z.looseObject({ channel: z.string() });

const conversationsInfo = defineMethod(TIER.three, channelParameters, (caller, { channel: id }) => {
  const channel = findChannel(caller, id);
  needScope(caller, CHANNEL_SCOPES[channel.type]);
  return { channel: channelJson(channel, caller.workspace) };
});

const conversationsMembers = defineMethod(TIER.four, channelParameters, (caller, { channel: id }) => {
  const channel = findChannel(caller, id);
  needScope(caller, CHANNEL_SCOPES[channel.type]);
  return { members: [...channel.members], response_metadata: { next_cursor: '' } };
});

const conversationsOpen = defineMethod(
  TIER.three,
  z.looseObject({ users: z.string() }),
  (caller, { users }) => {
    needScope(caller, 'im:write');
    const person = caller.workspace.people.get(users);
    if (person === undefined) throw new Refusal('user_not_found');
    return { channel: { id: caller.workspace.direct(person).id } };
  },
);

/** What the bot may find out. */
export const lookUpMethods: Readonly<Record<string, ApiMethod>> = {
  'auth.test': authTest,
  'files.info': filesInfo,
  'users.info': usersInfo,
  'conversations.info': conversationsInfo,
  'conversations.members': conversationsMembers,
  'conversations.open': conversationsOpen,
};
