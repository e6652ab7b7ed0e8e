import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../http/listen.ts';
import { sendJson } from '../http/send.ts';
import type { SlackEmulator } from '../start-slack-emulator.ts';
import { connectorCall } from './connector-call.ts';
import { type AzureActivity, type AzureSide, eventActivity } from './event-activity.ts';
import { type PressShape, pressActivity } from './press-activity.ts';

/** Azure Bot Service with its Slack channel, between a Slack and a bot. */
export interface AzureSlack {
  /** The bot's `/api/messages`. May be set. */
  endpoint: string | undefined;
  /** Where what was pressed is put. May be set. */
  pressShape: PressShape;
  /** The bot's token that comes along with every activity. */
  readonly apiToken: string;
  /** What the bot was told so far, oldest first, with the status of its answer. */
  readonly told: readonly { readonly activity: AzureActivity; readonly status: number }[];
  /** Tells the bot exactly this, such as something that it was told before. */
  tell(activity: AzureActivity): Promise<number>;
  close(): Promise<void>;
}

/** Puts Azure between this Slack and whatever bot listens at its `endpoint`. */
export async function startAzureSlack(slack: SlackEmulator): Promise<AzureSlack> {
  const { server, host } = await listen(0);
  const url = `http://${host}`;
  const { workspace } = slack;
  // Of its own, to be told from the one that comes with activities.
  const ownToken = workspace.issueToken();
  const side: AzureSide = { workspace, serviceUrl: `${url}/`, apiToken: workspace.issueToken() };
  const told: { activity: AzureActivity; status: number }[] = [];

  const azure: AzureSlack = {
    endpoint: undefined,
    pressShape: 'Payload',
    apiToken: side.apiToken,
    told,
    async tell(activity) {
      if (azure.endpoint === undefined) throw new Error('There is no bot yet.');
      const { status } = await fetch(azure.endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(activity),
      });
      told.push({ activity, status });
      return status;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  const callSlack = async (method: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${ownToken}` },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Readonly<Record<string, unknown>>;
  };

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', url);
    const body = await text(request);
    if (pathname === '/slack/events') {
      const activity = eventActivity(JSON.parse(body), side);
      if (activity) await azure.tell(activity);
      response.writeHead(200).end();
    } else if (pathname === '/slack/interactive') {
      const payload = JSON.parse(new URLSearchParams(body).get('payload') ?? '{}');
      await azure.tell(pressActivity(payload, azure.pressShape, side));
      response.writeHead(200).end();
    } else {
      const path = pathname.split('/').slice(3).map(decodeURIComponent);
      const answer = await connectorCall(callSlack, request.method ?? '', path, body);
      sendJson(response, answer.status, answer.body);
    }
  };
  server.on('request', (request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  slack.app.endpoint = url;
  return azure;
}
