import type { Logger } from 'pino';
import type { SlackApi } from '../../services/slack/slack-api.ts';
import type { SlackWorkspaces } from '../../services/slack/slack-workspace.ts';
import type { ChatCalls } from '../connector/chat-calls.ts';
import { considerate } from '../connector/considerate.ts';
import { onTurnError } from '../on-turn-error.ts';
import { ResponseUrls } from './response-urls.ts';
import { SlackAdapter } from './slack-adapter.ts';
import { SlackMessages } from './slack-messages.ts';

export interface SlackAdapterServices {
  readonly api: SlackApi;
  readonly workspaces: SlackWorkspaces;
  /** Of the Web API, with a slash at the end. */
  readonly apiUrl: string;
  readonly calls: ChatCalls;
  readonly log: Logger;
}

/** The adapter of a Slack app, which calls Slack as considerately as Teams. */
export function createSlackAdapter({
  api,
  workspaces,
  apiUrl,
  calls,
  log,
}: SlackAdapterServices): SlackAdapter {
  const responseUrls = new ResponseUrls(apiUrl);
  const adapter = new SlackAdapter(new SlackMessages({ api, workspaces, responseUrls }));
  adapter.onTurnError = onTurnError(log);
  adapter.use(considerate(calls));
  return adapter;
}
