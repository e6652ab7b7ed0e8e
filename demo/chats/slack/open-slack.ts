import { type SlackEmulator, startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import { ASHA, type ConversationKind, type DemoChat, type Entered, MEI, PLACES } from '../demo-chat.ts';
import { SlackChannel } from './slack-channel.ts';
import { SlackConversation } from './slack-conversation.ts';

/** Starts what stands in for Slack. */
export async function openSlack(): Promise<DemoChat> {
  const slack = await startSlackEmulator({ hasFileHost: true });
  return {
    environment: {
      FILE_HOSTS: slack.fileHost,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
    path: '/slack/events',
    enter(kind, botUrl) {
      slack.app.endpoint = botUrl;
      return enter(kind, slack);
    },
    close: () => slack.close(),
  };
}

function enter(kind: ConversationKind, slack: SlackEmulator): Entered {
  const asha = slack.createUser({ name: ASHA, isAdmin: true });
  const members = [asha, slack.createUser({ name: MEI })];
  const nameOf = (place: string) => place.toLowerCase().replaceAll(' ', '-');
  switch (kind) {
    case 'personal':
      return { conversation: new SlackConversation(asha, asha.direct, false) };
    case 'group': {
      const chat = slack.createChannel({ name: 'mpdm-asha--mei-1', type: 'mpim', members });
      return { conversation: new SlackConversation(asha, chat, true), name: 'a group chat' };
    }
    case 'channel': {
      const asking = slack.createChannel({ name: nameOf(PLACES.asking), members });
      const bridged = slack.createChannel({ name: nameOf(PLACES.bridged), members });
      return {
        conversation: new SlackConversation(asha, asking, true),
        name: `the channel #${asking.name}`,
        bridged: new SlackChannel(asha, bridged, false),
      };
    }
  }
}
