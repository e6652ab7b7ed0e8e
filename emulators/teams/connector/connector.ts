import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { FaultPlan } from '../../http/fault-plan.ts';
import { type Activity, activitySchema } from '../activity.ts';
import { type Answer, errorAnswer, type JsonAnswer, throttledAnswer } from '../http/answer.ts';
import { newActivityId } from '../new-activity-id.ts';
import type { AttachmentStore } from './attachment-store.ts';
import type { CallLog } from './call-log.ts';
import type { ConnectorFault, FaultyCall } from './connector-fault.ts';
import { faultAnswer } from './fault-answer.ts';
import { openThread } from './open-thread.ts';
import type { Room } from './room.ts';
import { rosterAnswer } from './roster-answer.ts';
import { type TeamDetails, teamAnswer } from './team-answer.ts';

/** Teams refuses larger messages. */
const MAX_MESSAGE_BYTES = 100 * 1024;

interface Parts {
  readonly attachments: AttachmentStore;
  readonly calls: CallLog;
  /** Whether this `Authorization` is one of the bot's. */
  readonly accepts: (authorization: string | undefined) => boolean;
}

/** The Bot Framework's connector: takes what the bot sends into conversations that people have opened. */
export class Connector {
  readonly faults = new FaultPlan<FaultyCall, ConnectorFault>();
  readonly #parts: Parts;
  readonly #rooms = new Map<string, Room>();
  readonly #teams = new Map<string, TeamDetails>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Makes a chat or a channel known; the bot gets a 404 for any other. */
  open(id: string, room: Room): void {
    this.#rooms.set(id, room);
  }

  openTeam(team: TeamDetails): void {
    this.#teams.set(team.id, team);
  }

  /**
   * Takes a call below `/v3/`; `path` holds the decoded segments from there on. Resolves with the answer, or
   * with nothing if there is to be none.
   */
  async take(request: IncomingMessage, path: readonly string[]): Promise<Answer | undefined> {
    if (!this.#parts.accepts(request.headers.authorization)) {
      return errorAnswer(401, 'Unauthorized', 'Authorization has been denied for this request.');
    }
    const [collection, ...rest] = path;
    if (collection === 'conversations') return this.#conversations(request, rest);
    if (request.method !== 'GET') return notAllowed();
    if (collection === 'attachments') {
      return this.#unless('attachment', () => this.#parts.attachments.take(rest));
    }
    if (collection === 'teams') return this.#unless('team', () => teamAnswer(this.#teams, rest));
    return errorAnswer(404, 'NotFound', 'No such resource.');
  }

  async #conversations(
    request: IncomingMessage,
    [conversationId, ...rest]: readonly string[],
  ): Promise<Answer | undefined> {
    const { method } = request;
    if (conversationId === undefined) {
      return method === 'POST' ? this.#create(await text(request)) : notAllowed();
    }
    const [collection, id] = rest;
    const room = this.#roomOf(conversationId);
    if (room === undefined) return errorAnswer(404, 'ConversationNotFound', 'Conversation not found.');
    if (room.isClosed) {
      return errorAnswer(
        403,
        'BotNotInConversationRoster',
        'The bot is not part of the conversation roster.',
      );
    }
    if (method === 'GET') {
      const { searchParams } = new URL(request.url ?? '', 'http://localhost');
      return this.#unless('roster', () => rosterAnswer(room.members, rest, searchParams));
    }
    if (collection !== 'activities') return errorAnswer(404, 'NotFound', 'No such resource.');
    const body = await text(request);
    if (method === 'POST') return this.#send(room, conversationId, id, body);
    if (method === 'PUT' && id !== undefined) return this.#update(room, conversationId, id, body);
    if (method === 'DELETE' && id !== undefined) {
      return room.find(conversationId, id)?.deleted(id) ? { status: 200, body: {} } : unknownActivity();
    }
    return notAllowed();
  }

  /** A conversation id may name a thread of the channel that it begins with. */
  #roomOf(conversationId: string): Room | undefined {
    const [id = ''] = conversationId.split(';');
    return this.#rooms.get(id);
  }

  #unless(call: FaultyCall, answer: () => Answer): Answer | undefined {
    const fault = this.faults.take(call);
    return fault === undefined ? answer() : faultAnswer(fault);
  }

  #create(body: string): JsonAnswer | undefined {
    const thread = openThread(body);
    const room = thread && this.#rooms.get(thread.channelId);
    if (thread === undefined || room === undefined) {
      return errorAnswer(400, 'BadArgument', 'No such channel, or no activity for it.');
    }
    const answer = this.#send(room, thread.channelId, undefined, JSON.stringify(thread.activity));
    if (answer?.status !== 201) return answer;
    const { id } = answer.body as { id: string };
    return { status: 201, body: { id: `${thread.channelId};messageid=${id}`, activityId: id } };
  }

  #send(
    room: Room,
    conversationId: string,
    replyToId: string | undefined,
    body: string,
  ): JsonAnswer | undefined {
    const refused = this.#refused('send', conversationId);
    if (refused !== undefined) return refused.answer;
    const activity = parseActivity(body);
    if (activity === undefined) return badActivity(body);
    const id = newActivityId();
    const sent = { ...activity, id, ...(replyToId === undefined ? {} : { replyToId }) };
    room.place(conversationId, id).sent(id, sent);
    return { status: 201, body: { id } };
  }

  #update(room: Room, conversationId: string, id: string, body: string): JsonAnswer | undefined {
    const refused = this.#refused('update', conversationId);
    if (refused !== undefined) return refused.answer;
    const activity = parseActivity(body);
    if (activity === undefined) return badActivity(body);
    const isDone = room.find(conversationId, id)?.updated(id, { ...activity, id });
    return isDone ? { status: 200, body: { id } } : unknownActivity();
  }

  #refused(
    call: 'send' | 'update',
    conversationId: string,
  ): { readonly answer: JsonAnswer | undefined } | undefined {
    const fault = this.faults.take(call);
    const seconds = this.#parts.calls.note(conversationId, call);
    if (fault !== undefined) return { answer: faultAnswer(fault) };
    return seconds === undefined ? undefined : { answer: throttledAnswer(seconds) };
  }
}

function parseActivity(body: string): Activity | undefined {
  if (isTooBig(body)) return undefined;
  try {
    return activitySchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function badActivity(body: string): JsonAnswer {
  if (isTooBig(body)) return errorAnswer(413, 'MessageSizeTooBig', 'Message size too large.');
  return errorAnswer(400, 'BadSyntax', 'The body is not an activity.');
}

function isTooBig(body: string): boolean {
  return Buffer.byteLength(body) > MAX_MESSAGE_BYTES;
}

function unknownActivity(): JsonAnswer {
  return errorAnswer(404, 'ActivityNotFoundInConversation', 'The activity is not in this conversation.');
}

function notAllowed(): JsonAnswer {
  return errorAnswer(405, 'MethodNotAllowed', 'The method is not allowed here.');
}
