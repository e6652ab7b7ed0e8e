import { DownloadError } from '../files/download-error.ts';
import type { FileLookup } from '../files/file-lookup.ts';
import type { FileFinder, SharedFile } from '../forwards/types.ts';
import type { ConnectorReader } from './connector-reader.ts';
import { filesOfAttachments } from './files-of-attachments.ts';
import { filesOfMessage, type MessagePlace } from './files-of-message.ts';
import type { GraphClient } from './graph-client.ts';
import type { MessageLookup, MessageReader } from './message-reader.ts';
import { type GraphMessage, type HostedContents, hostedContents } from './parse/graph-message.ts';

/** Who reads messages, and what stands in them. */
export interface GraphReaders {
  readonly graph: GraphClient;
  readonly messages: MessageReader;
}

/** Finds the files of messages from Teams whose activities don't carry them. */
export class TeamsFileFinder implements FileFinder {
  readonly #connector: ConnectorReader;
  readonly #readers: GraphReaders | undefined;

  /** @param readers absent: this bot has no access to Microsoft Graph. */
  constructor(connector: ConnectorReader, readers: GraphReaders | undefined) {
    this.#connector = connector;
    this.#readers = readers;
  }

  async find(lookup: FileLookup, signal: AbortSignal): Promise<readonly SharedFile[]> {
    if (lookup.kind === 'connectorAttachments') return filesOfAttachments(lookup, this.#connector, signal);
    if (lookup.kind === 'slackFiles') throw new TypeError('Teams keeps no files of Slack.');
    if (!this.#readers) throw DownloadError.noGraph();
    return findInMessage(lookup, this.#readers, signal);
  }
}

async function findInMessage(
  lookup: MessageLookup,
  { graph, messages }: GraphReaders,
  signal: AbortSignal,
): Promise<SharedFile[]> {
  const { message, ...place } = await messages.await(lookup, signal);
  if (message.deletedDateTime) return [];
  const mayHavePictures = lookup.withPictures && showsPictures(message);
  const pictures = mayHavePictures ? await listPictures(place, lookup.kind, graph, signal) : [];
  return filesOfMessage(message, pictures, place);
}

/**
 * Whether a message can have pictures that lie at Graph. Its HTML shows each by an `<img>` whose url ends in
 * `/hostedContents/…/$value`: inferred for pictures, of which the contract tells nothing else.
 */
function showsPictures({ body }: GraphMessage): boolean {
  return /hostedContents|<img/i.test(body?.content ?? '');
}

async function listPictures(
  { tenantId, path }: MessagePlace,
  subject: MessageLookup['kind'],
  graph: GraphClient,
  signal: AbortSignal,
): Promise<HostedContents> {
  const question = { tenantId, path: `${path}/hostedContents`, subject, schema: hostedContents };
  return (await graph.get(question, signal)).value;
}
