import type { FileSource } from '../../../services/files/file-source.ts';
import type { RecordedRequest, ScriptedServer } from '../kaizala/scripted-server.ts';
import { SLACK_TOKEN, type SlackStandIn, TEAM } from '../slack/slack-stand-in.ts';
import { BOT_TOKEN, type GraphStandIn, TENANT } from '../teams/graph-stand-in.ts';

/** Where files of each kind lie, and who else there is. */
export interface Surroundings {
  readonly teams: GraphStandIn;
  readonly slack: SlackStandIn;
  /** Where links lead: the bot may fetch from there. */
  readonly files: ScriptedServer;
}

/** What the contract suite has to know about one kind of source. */
export interface KindOfSource {
  readonly title: string;
  /** Whether the size is known before the bytes are asked for. */
  readonly knowsSize: boolean;
  /** The codes of errors for such an answer in place of the bytes, asked for as often as it takes. */
  readonly codes: {
    readonly 403: string;
    readonly 404: string;
    readonly 429: string;
    readonly 503: string;
    readonly webPage: string;
  };
  /** Lays a file of this size there. */
  lay(surroundings: Surroundings, size: number): FileSource;
  /** The server that gives the bytes, and the route by which it does. */
  bytesAt(surroundings: Surroundings): { readonly server: ScriptedServer; readonly route: string };
  /** What has to come with the request for the bytes. */
  authorization(surroundings: Surroundings): RecordedRequest['headers']['authorization'];
}

const LINK = '/personal/asha/_layouts/15/download.aspx';
const SHARED = 'https://contoso.sharepoint.com/sites/Ops/Shared Documents/plan.pdf';
const ITEM = `/shares/u!${Buffer.from(SHARED).toString('base64url')}/driveItem`;
const PICTURE = '/chats/19%3Aa%40thread.v2/messages/1/hostedContents/aW1n/$value';

const IN_SLACK = `/files-pri/${TEAM}-F0FILE01/download/plan.pdf`;

const ofLinks = {
  403: 'download.expired',
  404: 'download.missing',
  429: 'download.status',
  503: 'download.status',
  webPage: 'download.signInPage',
};
const ofGraph = { 429: 'graph.throttled', 503: 'graph.unavailable', webPage: 'download.signInPage' };
const graphRoute = (path: string) => `GET /graph/v1.0${path}`;

export const KINDS_OF_SOURCE: readonly KindOfSource[] = [
  {
    title: 'a link from Teams',
    knowsSize: false,
    codes: ofLinks,
    lay: ({ files }) => ({ kind: 'teamsDownload', url: `${files.url}${LINK}?tempauth=MARKED` }),
    bytesAt: ({ files }) => ({ server: files, route: `GET ${LINK}` }),
    authorization: () => undefined,
  },
  {
    title: 'an attachment that the connector keeps',
    knowsSize: false,
    codes: ofLinks,
    lay: ({ teams: { connector } }) => ({
      kind: 'connectorAttachment',
      url: `${connector.url}/in/v3/attachments/0-sin`,
      serviceUrl: `${connector.url}/in/`,
    }),
    bytesAt: ({ teams }) => ({
      server: teams.connector,
      route: 'GET /in/v3/attachments/0-sin/views/original',
    }),
    authorization: () => `Bearer ${BOT_TOKEN}`,
  },
  {
    title: 'a shared file of which Graph names a link',
    knowsSize: true,
    codes: ofLinks,
    lay: ({ teams, files }, size) => {
      const link = `${files.url}${LINK}?tempauth=MARKED`;
      teams.answer(ITEM, { body: { name: 'plan.pdf', size, '@microsoft.graph.downloadUrl': link } });
      return { kind: 'graphShare', tenantId: TENANT, url: SHARED };
    },
    bytesAt: ({ files }) => ({ server: files, route: `GET ${LINK}` }),
    authorization: () => undefined,
  },
  {
    title: 'a shared file to which Graph redirects',
    knowsSize: true,
    codes: ofLinks,
    lay: ({ teams, files }, size) => {
      teams.answer(ITEM, { body: { name: 'plan.pdf', size } });
      const location = `${files.url}${LINK}?tempauth=MARKED`;
      teams.answer(`${ITEM}/content`, { status: 302, headers: { location } });
      return { kind: 'graphShare', tenantId: TENANT, url: SHARED };
    },
    bytesAt: ({ files }) => ({ server: files, route: `GET ${LINK}` }),
    authorization: () => undefined,
  },
  {
    title: 'a picture that Graph keeps',
    knowsSize: false,
    codes: { 403: 'graph.consent.messages', 404: 'graph.missing', ...ofGraph },
    lay: () => ({ kind: 'graphHostedContent', tenantId: TENANT, path: PICTURE }),
    bytesAt: ({ teams }) => ({ server: teams.graph, route: graphRoute(PICTURE) }),
    authorization: ({ teams }) => `Bearer ${teams.token}`,
  },
  {
    title: 'a file that Slack keeps',
    knowsSize: true,
    codes: { ...ofLinks, 403: 'slack.fileDenied', 404: 'slack.fileMissing', webPage: 'slack.signInPage' },
    lay: ({ slack }, size) => ({
      kind: 'slackFile',
      teamId: TEAM,
      fileId: 'F0FILE01',
      url: `${slack.server.url}${IN_SLACK}`,
      mediaType: 'application/pdf',
      size,
    }),
    bytesAt: ({ slack }) => ({ server: slack.server, route: `GET ${IN_SLACK}` }),
    authorization: () => `Bearer ${SLACK_TOKEN}`,
  },
];
