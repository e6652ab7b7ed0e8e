import type { EndpointCaller } from './endpoint-caller.ts';
import { groupPath } from './group-path.ts';
import type { HttpAnswer, HttpRequest } from './http-exchange.ts';
import { parseActions } from './parse/actions.ts';
import { parseGroups } from './parse/groups.ts';
import { parseMediaResource } from './parse/media-resource.ts';
import { parseReferenceId } from './parse/reference-id.ts';
import { sendFiles } from './send-files.ts';
import type {
  ActionList,
  CallOptions,
  KaizalaClient,
  KaizalaGroup,
  ListActionsQuery,
  MediaAction,
  MediaFile,
  PostOptions,
  UploadOptions,
} from './types.ts';

type Send = (request: HttpRequest, signal: AbortSignal | undefined) => Promise<HttpAnswer>;

/** The calls that the bot makes, as the contract spells them. An aborted call throws the signal's reason. */
export class HttpKaizalaClient implements KaizalaClient {
  readonly #caller: EndpointCaller;
  readonly #send: Send;

  constructor(caller: EndpointCaller, send: Send) {
    this.#caller = caller;
    this.#send = send;
  }

  async uploadMedia(
    files: readonly MediaFile[],
    { signal, rank, onProgress }: UploadOptions = {},
  ): Promise<string> {
    if (files.length === 0) throw new RangeError('There is no file to upload.');
    let reported = 0;
    // A repeated attempt starts from the first byte, but nobody's progress bar has to.
    const report = (sentBytes: number) => {
      if (sentBytes <= reported) return;
      reported = sentBytes;
      onProgress?.(sentBytes);
    };
    return this.#caller.call(
      {
        method: 'POST',
        path: 'v1/media',
        subject: 'media',
        send: (target) => sendFiles((request) => this.#send(request, signal), target, files, report),
        parse: parseMediaResource,
      },
      { signal, rank },
    );
  }

  async postAction(
    groupId: string,
    action: MediaAction,
    { signal, rank, onSending }: PostOptions = {},
  ): Promise<string> {
    const { actionType, mediaResource, caption } = action;
    const body = JSON.stringify({ actionType, actionBody: { mediaResource, caption: caption || undefined } });
    return this.#caller.call(
      {
        method: 'POST',
        path: `${groupPath(groupId)}/actions`,
        subject: 'group',
        onSending,
        send: (target) => {
          const headers = { ...target.headers, 'content-type': 'application/json' };
          return this.#send({ ...target, headers, body }, signal);
        },
        parse: parseReferenceId,
      },
      { signal, rank },
    );
  }

  async listGroups({ signal, rank }: CallOptions = {}): Promise<KaizalaGroup[]> {
    return this.#caller.call(
      {
        method: 'GET',
        path: 'v1/groups',
        query: { fetchAllGroups: 'true', showDetails: 'true' },
        subject: 'groups',
        send: (target) => this.#send(target, signal),
        parse: parseGroups,
      },
      { signal, rank },
    );
  }

  async listActions(
    groupId: string,
    query: ListActionsQuery,
    { signal, rank }: CallOptions = {},
  ): Promise<ActionList> {
    const { actionType, since, count } = query;
    return this.#caller.call(
      {
        method: 'GET',
        path: `${groupPath(groupId)}/actions`,
        query: {
          actionType,
          fromDate: String(Math.floor(since.getTime() / 1000)),
          ...(count !== undefined && { count: String(count) }),
        },
        subject: 'group',
        send: (target) => this.#send(target, signal),
        parse: (body, { date }) => {
          const list = parseActions(body);
          const answeredAt = date === undefined ? Number.NaN : Date.parse(date);
          return list && Number.isFinite(answeredAt) ? { ...list, answeredAt: new Date(answeredAt) } : list;
        },
      },
      { signal, rank },
    );
  }
}
