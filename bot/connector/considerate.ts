import type { Middleware, TurnContext } from 'botbuilder';
import { conversationKey } from '../places/conversation-key.ts';
import { callDeadline } from './call-deadline.ts';
import type { Urgency } from './call-queue.ts';
import type { ChatCalls } from './chat-calls.ts';

const URGENCY = Symbol('urgency');
/** What the adapter keeps to itself. */
const NO_CALLS: ReadonlySet<string> = new Set(['invokeResponse', 'trace', 'delay']);

/** Says how much it matters what is sent and changed from now on, outside of a person's turn. */
export function markUrgency(context: TurnContext, urgency: Exclude<Urgency, 'turn'>): void {
  context.turnState.set(URGENCY, urgency);
}

/** Has everything that the bot sends, changes and deletes made through `calls`. */
export function considerate(calls: ChatCalls): Middleware {
  return {
    async onTurn(context, next) {
      const beganAt = Date.now();
      const call = () => {
        const urgency = context.turnState.get<Urgency | undefined>(URGENCY) ?? 'turn';
        const key = conversationKey(context.activity);
        return { conversationKey: key, urgency, deadline: callDeadline(urgency, beganAt) };
      };
      context.onSendActivities((_context, activities, send) =>
        activities.every(({ type = '' }) => NO_CALLS.has(type)) ? send() : calls.make(call(), send),
      );
      context.onUpdateActivity((_context, { id = '' }, update) =>
        calls.make({ ...call(), messageId: id }, update),
      );
      context.onDeleteActivity((_context, { activityId = '' }, remove) =>
        calls.make({ ...call(), messageId: activityId }, remove),
      );
      await next();
    },
  };
}
