import type { SlackServices } from '../../services/slack/create-slack-services.ts';
import type { BridgeBotServices } from '../bridge-bot.ts';
import { SlashCommands } from './commands/slash-commands.ts';
import { BridgeModals } from './modals/bridge-modals.ts';
import { LinkModals } from './modals/link-modals.ts';
import { SlackViews } from './modals/slack-views.ts';
import { ResponseUrls } from './response-urls.ts';
import type { SlackAdapter } from './slack-adapter.ts';
import type { SlackCommands } from './slack-commands.ts';
import { SlackMessages } from './slack-messages.ts';
import type { SlackModals } from './slack-modals.ts';
import { Whispers } from './whispers.ts';

export interface SlackHandsOptions {
  readonly bot: BridgeBotServices;
  readonly slack: Pick<SlackServices, 'api' | 'workspaces' | 'addressees' | 'people'>;
  readonly adapter: SlackAdapter;
  /** Of the Web API, with a slash at the end. */
  readonly apiUrl: string;
}

/** What answers slash commands, shortcuts and modals, for the same bot that answers messages. */
export function createSlackHands({ bot, slack, adapter, apiUrl }: SlackHandsOptions): {
  readonly commands: SlackCommands;
  readonly modals: SlackModals;
  readonly whispers: Whispers;
} {
  const { api, workspaces, addressees, people } = slack;
  const views = new SlackViews(api);
  const responseUrls = new ResponseUrls(apiUrl);
  const whispers = new Whispers(new SlackMessages({ api, workspaces, responseUrls }), responseUrls);
  const linkModals = new LinkModals({ ...bot, workspaces, views });
  const shared = { ...bot, workspaces, addressees, people, views, whispers, linkModals };
  return {
    commands: new SlashCommands({ ...shared, adapter }),
    modals: new BridgeModals(shared),
    whispers,
  };
}
