import type { Channel } from './channel.ts';
import type { Workspace } from './workspace.ts';

/** A conversation as `conversations.info` tells of it. */
export function channelJson(channel: Channel, { team, bot }: Workspace) {
  const { id, type, name, creator, members, isExtShared, isArchived } = channel;
  const shared = {
    id,
    created: 1_766_400_000,
    is_channel: type === 'channel',
    is_group: type === 'group',
    is_im: type === 'im',
    is_mpim: type === 'mpim',
    is_private: type !== 'channel',
    is_archived: isArchived,
    is_shared: isExtShared,
    is_ext_shared: isExtShared,
    is_org_shared: false,
    context_team_id: team.id,
  };
  if (type === 'im') {
    return { ...shared, user: [...members].find((member) => member !== bot.userId), is_open: true };
  }
  return {
    ...shared,
    name,
    name_normalized: name,
    creator,
    is_general: false,
    is_member: members.has(bot.userId),
    num_members: members.size,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
