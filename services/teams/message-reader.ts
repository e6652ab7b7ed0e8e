import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectorReader } from './connector-reader.ts';
import type { MessagePlace } from './files-of-message.ts';
import type { GraphClient } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import {
  type ChannelMessage,
  type ChatMessage,
  channelMessagePath,
  chatMessagePath,
} from './message-path.ts';
import { type GraphMessage, graphMessage } from './parse/graph-message.ts';

/** A message that somebody can be asked for by Microsoft Graph. */
export type MessageLookup = ChannelMessage | ChatMessage;

/** Graph may know a message a little later than the bot does (inferred): how long to wait for it, in milliseconds. */
export const LAG_WAITS_MS: readonly number[] = [500, 1_000, 2_000, 3_000];

export interface FoundMessage extends MessagePlace {
  readonly message: GraphMessage;
}

/** Reads messages by Microsoft Graph. */
export class MessageReader {
  readonly #graph: GraphClient;
  readonly #connector: ConnectorReader;
  readonly #lagWaitsMs: readonly number[];

  constructor(graph: GraphClient, connector: ConnectorReader, lagWaitsMs = LAG_WAITS_MS) {
    this.#graph = graph;
    this.#connector = connector;
    this.#lagWaitsMs = lagWaitsMs;
  }

  /** Reads a message that is there. @throws BridgeError */
  async read(lookup: MessageLookup, signal: AbortSignal): Promise<FoundMessage> {
    const { tenantId } = lookup;
    const path = await this.#path(lookup, signal);
    const question = { tenantId, path, subject: lookup.kind, schema: graphMessage };
    return { tenantId, path, message: await this.#graph.get(question, signal) };
  }

  /** Reads a message that may just have been sent. @throws BridgeError */
  async await(lookup: MessageLookup, signal: AbortSignal): Promise<FoundMessage> {
    for (const waitMs of this.#lagWaitsMs) {
      try {
        return await this.read(lookup, signal);
      } catch (error) {
        if (!(error instanceof GraphError) || error.code !== 'graph.missing') throw error;
      }
      await delay(waitMs, undefined, { signal });
    }
    return this.read(lookup, signal);
  }

  async #path(lookup: MessageLookup, signal: AbortSignal): Promise<string> {
    if (lookup.kind === 'chatMessage') return chatMessagePath(lookup);
    const groupId = await this.#connector.groupId(lookup.serviceUrl, lookup.teamId, signal);
    return channelMessagePath(groupId, lookup);
  }
}
