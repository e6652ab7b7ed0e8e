import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Activity, activitySchema } from '../activity.ts';
import { newActivityId } from '../new-activity-id.ts';
import { type ConnectorAnswer, errorAnswer } from './connector-answer.ts';
import type { Conversation } from './conversation.ts';
import { faultAnswer } from './fault-answer.ts';
import { FaultPlan } from './fault-plan.ts';
import { type Member, rosterAnswer } from './roster-answer.ts';

/** Teams refuses larger messages. */
const MAX_MESSAGE_BYTES = 100 * 1024;

interface Room {
  readonly conversation: Conversation;
  readonly members: Member[];
}

/** The Bot Framework's connector: takes what the bot sends into conversations that a person has opened. */
export class Connector {
  readonly faults = new FaultPlan();
  readonly #rooms = new Map<string, Room>();

  /** Makes a conversation known; the bot gets a 404 for any other. */
  open(conversation: Conversation, member: Member): void {
    this.#rooms.set(conversation.id, { conversation, members: [member] });
  }

  /**
   * Takes a call below `/v3/conversations/{id}/`; `path` holds the decoded segments from that id on.
   * Resolves with the answer, or with nothing if there is to be none.
   */
  async take(request: IncomingMessage, path: readonly string[]): Promise<ConnectorAnswer | undefined> {
    const [conversationId = '', ...rest] = path;
    const [collection, id] = rest;
    const room = this.#rooms.get(conversationId);
    if (room === undefined) return errorAnswer(404, 'ConversationNotFound', 'Conversation not found.');
    if (request.method === 'GET') return rosterAnswer(room.members, rest);
    if (collection !== 'activities') return errorAnswer(404, 'NotFound', 'No such resource.');
    const body = await text(request);
    if (request.method === 'POST') return this.#send(room.conversation, id, body);
    if (request.method === 'PUT' && id !== undefined) return this.#update(room.conversation, id, body);
    if (request.method === 'DELETE' && id !== undefined) {
      return room.conversation.deleted(id) ? { status: 200, body: {} } : unknownActivity();
    }
    return errorAnswer(405, 'MethodNotAllowed', 'The method is not allowed here.');
  }

  #send(
    conversation: Conversation,
    replyToId: string | undefined,
    body: string,
  ): ConnectorAnswer | undefined {
    const fault = this.faults.take('send');
    if (fault !== undefined) return faultAnswer(fault);
    const activity = parseActivity(body);
    if (activity === undefined) return badActivity(body);
    const id = newActivityId();
    conversation.sent(id, { ...activity, id, ...(replyToId === undefined ? {} : { replyToId }) });
    return { status: 201, body: { id } };
  }

  #update(conversation: Conversation, id: string, body: string): ConnectorAnswer | undefined {
    const fault = this.faults.take('update');
    if (fault !== undefined) return faultAnswer(fault);
    const activity = parseActivity(body);
    if (activity === undefined) return badActivity(body);
    return conversation.updated(id, { ...activity, id }) ? { status: 200, body: { id } } : unknownActivity();
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

function badActivity(body: string): ConnectorAnswer {
  if (isTooBig(body)) return errorAnswer(413, 'MessageSizeTooBig', 'Message size too large.');
  return errorAnswer(400, 'BadSyntax', 'The body is not an activity.');
}

function isTooBig(body: string): boolean {
  return Buffer.byteLength(body) > MAX_MESSAGE_BYTES;
}

function unknownActivity(): ConnectorAnswer {
  return errorAnswer(404, 'ActivityNotFoundInConversation', 'The activity is not in this conversation.');
}
