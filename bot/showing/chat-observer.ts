import type { ConversationReference, TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { ForwardConversations } from '../../dialogs/forward-conversations.ts';
import type { Forwards } from '../../services/forwards/forwards.ts';
import { isAwaited } from '../../services/forwards/is-awaited.ts';
import type { ForwardObserver } from '../../services/forwards/observer.ts';
import { isMoving } from '../../services/forwards/post-states.ts';
import type { ExpiryNotes } from '../../services/forwards/tidying/expiry-notes.ts';
import type { Forward } from '../../services/forwards/types.ts';
import type { ChatCalls } from '../connector/chat-calls.ts';
import { markUrgency } from '../connector/considerate.ts';
import { isFinal } from '../is-final.ts';
import { withinTime } from '../within-time.ts';
import { wordsFor } from '../words/words-for.ts';
import { cardFingerprint } from './card-fingerprint.ts';
import type { ChatAdapters } from './chat-adapters.ts';
import { expiryNote } from './expiry-note.ts';
import type { ForwardDrawer } from './forward-drawer.ts';
import { Pace } from './pace.ts';
import { ProgressBoard } from './progress-board.ts';
import { RecentlyShown } from './recently-shown.ts';
import { sendCard } from './send-card.ts';

export interface ChatObserverServices {
  readonly adapters: ChatAdapters;
  /** Empty while no credentials are set. */
  readonly appId: string;
  readonly forwards: Forwards;
  readonly drawer: ForwardDrawer;
  readonly conversations: ForwardConversations;
  readonly expiryNotes: ExpiryNotes;
  readonly calls: ChatCalls;
  readonly log: Logger;
}

/** A question that is this young may still be on its way from the turn that asks it. */
const ASKING_TAKES_MS = 12_000;
/** Files are found sooner as a rule, and then nobody need be told that they are being looked for. */
const LOOKING_TAKES_MS = 6_000;
/** Each call has a deadline of its own; this is for all that is done in a conversation at once. */
const CHAT_TAKES_MS = 30_000;
/** Teams wants no more of what only tells how far things are. */
const PROGRESS_INTERVAL_MS = 2_000;
/** Nobody reads faster than this. */
const CARD_INTERVAL_MS = 500;

/** Keeps the one message about each forward up to date, outside of any turn. */
export class ChatObserver implements ForwardObserver {
  readonly #services: ChatObserverServices;
  readonly #board: ProgressBoard;
  readonly #cardPace = new Pace(CARD_INTERVAL_MS);
  readonly #recent = new RecentlyShown(PROGRESS_INTERVAL_MS);

  constructor(services: ChatObserverServices) {
    this.#services = services;
    this.#board = new ProgressBoard({
      show: (forwardId) => this.#showProgress(forwardId),
      onOvertaken: (forwardId) => this.#showAgain(forwardId),
    });
  }

  async show(forward: Forward): Promise<void> {
    if (forward.cardActivityId !== undefined) {
      const next = isUnderWay(forward) ? this.#recent.nextTime(forward.id) : undefined;
      if (next) return this.#services.forwards.cards.showLater(forward.id, next);
      if (forward.stage === 'expired') await this.#noteExpiry(forward);
      await this.#cardPace.wait(forward.id);
      return this.#update((await this.#services.forwards.find(forward.id)) ?? forward, 'change');
    }
    const sayFrom = firstWord(forward);
    if (Date.now() < sayFrom) return this.#services.forwards.cards.showLater(forward.id, new Date(sayFrom));
    await this.#inConversation(forward, (context) => this.#ask(context, forward));
  }

  uploading(forward: Forward, postId: string, fraction: number): void {
    this.#board.note(forward.id, postId, fraction);
  }

  settled(forwardId: string): Promise<void> {
    return this.#board.settle(forwardId);
  }

  /** Nobody has been asked yet: the process that should have done it died, or the chat did not answer. */
  async #ask(context: TurnContext, forward: Forward): Promise<void> {
    const { conversations, forwards } = this.#services;
    if (forward.stage === 'asking') return conversations.ask(context, forward.id);
    if (forward.stage === 'empty') await context.sendActivity(wordsFor(context.activity).nothingOpen);
    if (forward.stage === 'empty' || (forward.stage === 'finding' && !isAwaited(forward))) {
      await forwards.cards.noteShown(forward.id, forward.revision);
      return;
    }
    const { id, isThere } = await sendCard(context, this.#services, forward);
    // Meanwhile it has turned out to have no files, or to belong to another forward.
    if (!isThere && id) await context.deleteActivity(id);
  }

  /** Before the card is brought up to date: a forward whose card is would not be shown again. */
  async #noteExpiry(forward: Forward): Promise<void> {
    const { expiryNotes } = this.#services;
    if (!(await expiryNotes.claim(forward.id))) return;
    try {
      await this.#inConversation(forward, (context) =>
        context.sendActivity(expiryNote(forward)).then(() => {}),
      );
    } catch (error) {
      await expiryNotes.forget(forward.id);
      throw error;
    }
  }

  async #update(forward: Forward, urgency: 'change' | 'progress'): Promise<void> {
    const { forwards, drawer } = this.#services;
    const { cardActivityId } = forward;
    if (cardActivityId === undefined) return;
    const card = await drawer.message(forward, this.#board.progressOf(forward.id));
    const shownCard = cardFingerprint(card);
    if (shownCard !== forward.shownCard) {
      this.#recent.note(forward.id);
      await this.#inConversation(forward, async (context) => {
        markUrgency(context, urgency);
        // Whether a change that fails has come through is not known.
        await forwards.cards.noteCard(forward.id, undefined);
        await context.updateActivity({ ...card, id: cardActivityId });
        await forwards.cards.noteCard(forward.id, shownCard);
      });
    }
    await forwards.cards.noteShown(forward.id, forward.revision);
  }

  async #showProgress(forwardId: string): Promise<void> {
    const { forwards, calls, log } = this.#services;
    try {
      await this.#cardPace.wait(forwardId);
      const forward = await forwards.find(forwardId);
      if (forward?.stage !== 'accepted' || forward.cardActivityId === undefined) return;
      if (this.#recent.nextTime(forwardId)) return;
      const { conversationKey, cardActivityId: messageId } = forward;
      if (calls.takesProgress({ conversationKey, messageId })) await this.#update(forward, 'progress');
    } catch (error) {
      log.debug({ err: error, forwardId }, 'progress could not be shown');
    }
  }

  /** Whatever was shown since may have been undone by progress that took its time. */
  async #showAgain(forwardId: string): Promise<void> {
    const { forwards, log } = this.#services;
    await forwards.cards.showAgain(forwardId).catch((error: unknown) => {
      log.warn({ err: error, forwardId }, 'the card may show progress that is over');
    });
  }

  /** A message that was deleted, or a chat that the bot was removed from, never holds a forward up. */
  async #inConversation(forward: Forward, act: (context: TurnContext) => Promise<void>): Promise<void> {
    const { adapters, appId, forwards, log } = this.#services;
    const reference = forward.conversationReference as ConversationReference;
    let failure: unknown;
    // The adapter keeps what a turn throws to itself, and would apologize to the person for it.
    const guarded = async (context: TurnContext) => {
      markUrgency(context, 'change');
      replyTo(context, reference);
      await act(context).catch((error: unknown) => {
        failure = error;
      });
    };
    try {
      const adapter = adapters.of(reference);
      await withinTime(adapter.continueConversationAsync(appId, reference, guarded), CHAT_TAKES_MS);
      if (failure !== undefined) throw failure;
    } catch (error) {
      if (!isFinal(error)) throw error;
      log.warn({ err: error, forwardId: forward.id }, 'the chat does not take this message');
      await forwards.cards.noteShown(forward.id, forward.revision);
    }
  }
}

/** Whether what there is to see of it will be over soon. */
function isUnderWay({ stage, posts }: Forward): boolean {
  return stage === 'finding' || (stage === 'accepted' && posts.some(({ state }) => isMoving(state)));
}

/** The SDK gives the turn an activity of its own, to whose made-up id it would have everything reply. */
function replyTo({ activity }: TurnContext, { activityId }: ConversationReference): void {
  if (activityId === undefined) Reflect.deleteProperty(activity, 'id');
  else activity.id = activityId;
}

/** From when on something is said about a forward outside of its turn, in epoch milliseconds. */
function firstWord({ stage, createdAt, shownFrom }: Forward): number {
  if (stage === 'finding') return createdAt.getTime() + LOOKING_TAKES_MS;
  return shownFrom?.getTime() ?? createdAt.getTime() + ASKING_TAKES_MS;
}
