import type { DownloadError } from '../files/download-error.ts';
import type { GraphFiles, HostedContent } from '../files/file-access.ts';
import type { FileSource, GraphShare } from '../files/file-source.ts';
import type { Reach } from '../files/reach.ts';
import type { GraphClient } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import type { GraphSubject } from './map-graph-error.ts';
import { driveItem } from './parse/drive-item.ts';
import { sharePath } from './share-path.ts';

/** Lets the app use a sharing link that Graph would else only describe to those whom it was sent to. */
const REDEEM = { prefer: 'redeemSharingLinkIfNecessary' };

/** Bytes that Graph itself answers with, or a redirect to them. */
interface Content {
  readonly kind: FileSource['kind'];
  readonly tenantId: string;
  readonly path: string;
  readonly subject: GraphSubject;
}

type Instead = NonNullable<Reach['instead']>;

/** Reaches files by Microsoft Graph. */
export class GraphFileReach implements GraphFiles {
  readonly #graph: GraphClient;

  constructor(graph: GraphClient) {
    this.#graph = graph;
  }

  /**
   * Graph names a link to the bytes that is good for minutes and for anybody, so that no header goes there. If
   * it turns out dead, Graph is asked for another one, once.
   */
  reachShare(share: GraphShare, signal: AbortSignal): Promise<Reach> {
    return this.#share(share, signal, async (error) => {
      if (error.isDeadLink) return this.#share(share, signal);
      throw error;
    });
  }

  reachHostedContent({ kind, tenantId, path }: HostedContent, signal: AbortSignal): Promise<Reach> {
    const subject = path.startsWith('/chats/') ? 'chatMessage' : 'channelMessage';
    return this.#content({ kind, tenantId, path, subject }, signal);
  }

  async #share({ tenantId, url }: GraphShare, signal: AbortSignal, onDead?: Instead): Promise<Reach> {
    const path = sharePath(url);
    const item = await this.#graph.get(
      { tenantId, path, subject: 'share', schema: driveItem, headers: REDEEM },
      signal,
    );
    if (item.folder) throw GraphError.folder();
    const { size, '@microsoft.graph.downloadUrl': downloadUrl } = item;
    const known = { ...(size !== undefined && { size }) };
    if (downloadUrl) {
      return { kind: 'graphShare', url: new URL(downloadUrl), ...known, ...(onDead && { instead: onDead }) };
    }
    const content = { kind: 'graphShare', tenantId, path: `${path}/content`, subject: 'share' } as const;
    return { ...(await this.#content(content, signal, onDead)), ...known };
  }

  /** @param onDead what to do about a redirect that leads to nothing */
  async #content(content: Content, signal: AbortSignal, onDead?: Instead): Promise<Reach> {
    const { tenantId } = content;
    const token = await this.#graph.token(tenantId, signal);
    const withToken = (current: string, isFresh: boolean): Reach => {
      const url = this.#graph.url(content.path);
      return {
        kind: content.kind,
        url,
        home: { url, isConfigured: true },
        authorization: `Bearer ${current}`,
        instead: async (error) => {
          const { answer } = error;
          if (answer?.redirects !== 0) return elsewhere(error, onDead);
          if (answer.status === 401 && !isFresh) {
            return withToken(await this.#graph.renew(tenantId, current, signal), true);
          }
          throw this.#graph.refusal(answer, content.subject, { tenantId, token: current });
        },
      };
    };
    return withToken(token, false);
  }
}

/** The answer was not Graph's own. */
async function elsewhere(error: DownloadError, onDead: Instead | undefined): Promise<Reach> {
  if (onDead) return onDead(error);
  throw error;
}
