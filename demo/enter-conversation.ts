import type { Channel } from '../emulators/teams/groups/channel.ts';
import type { TeamsEmulator } from '../emulators/teams/start-teams-emulator.ts';
import type { ConversationKind } from './read-options.ts';
import { mentioningSpeaker, type Speaker } from './speaker.ts';

/** Where the demo plays. */
export interface Entered {
  readonly speaker: Speaker;
  /** As a person would call the place; absent for a personal chat. */
  readonly name?: string;
  /** Another channel, to be bridged to a group. */
  readonly bridged?: Channel;
}

/** Who writes everywhere in the demo. */
export const ASHA = 'Asha Rao';

/** Opens a conversation of this kind between people and the bot. */
export function enterConversation(kind: ConversationKind, teams: TeamsEmulator, endpoint: string): Entered {
  switch (kind) {
    case 'personal':
      return { speaker: teams.createUser({ endpoint, name: ASHA }) };
    case 'group': {
      const chat = teams.createGroupChat({ endpoint, members: [{ name: ASHA }, { name: 'Mei Chen' }] });
      return { speaker: mentioningSpeaker(chat.member(ASHA), chat.conversation), name: 'a group chat' };
    }
    case 'channel': {
      const members = [{ name: ASHA, role: 'owner' }, { name: 'Mei Chen' }] as const;
      const team = teams.createTeam({ name: 'Operations', endpoint, members });
      const channel = team.createChannel('Night shift');
      return {
        speaker: mentioningSpeaker(channel.member(ASHA), channel.conversation),
        name: 'the channel Night shift',
        bridged: team.createChannel('Field crew'),
      };
    }
  }
}
