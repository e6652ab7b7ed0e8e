import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { ASHA, type ConversationKind, type DemoChat, type Entered, MEI, PLACES } from '../demo-chat.ts';
import { speakerOf } from './speaker.ts';
import { TeamsChannel } from './teams-channel.ts';
import { TeamsConversation } from './teams-conversation.ts';
import { teamsEnvironment } from './teams-environment.ts';

/** Starts what stands in for Teams. */
export async function openTeams(): Promise<DemoChat> {
  const teams = await startTeamsEmulator();
  const path = '/api/messages';
  return {
    environment: teamsEnvironment(teams),
    path,
    enter: (kind, botUrl) => enter(kind, teams, botUrl + path),
    close: () => teams.close(),
  };
}

function enter(kind: ConversationKind, teams: TeamsEmulator, endpoint: string): Entered {
  switch (kind) {
    case 'personal':
      return { conversation: new TeamsConversation(teams, teams.createUser({ endpoint, name: ASHA })) };
    case 'group': {
      const chat = teams.createGroupChat({ endpoint, members: [{ name: ASHA }, { name: MEI }] });
      const speaker = speakerOf(chat.member(ASHA), chat.conversation, 'bot');
      return { conversation: new TeamsConversation(teams, speaker), name: 'a group chat' };
    }
    case 'channel': {
      const members = [{ name: ASHA, role: 'owner' }, { name: MEI }] as const;
      const team = teams.createTeam({ name: 'Operations', endpoint, members });
      const channel = team.createChannel(PLACES.asking);
      const speaker = speakerOf(channel.member(ASHA), channel.conversation, 'bot');
      return {
        conversation: new TeamsConversation(teams, speaker),
        name: `the channel ${PLACES.asking}`,
        bridged: new TeamsChannel(teams, team.createChannel(PLACES.bridged)),
      };
    }
  }
}
