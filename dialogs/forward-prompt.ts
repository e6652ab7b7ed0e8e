import type { Activity, TurnContext } from 'botbuilder';
import { ActivityPrompt } from 'botbuilder-dialogs';
import type { Forwards } from '../services/forwards/forwards.ts';
import type { Forward } from '../services/forwards/types.ts';
import { scopeOf } from '../services/links/scope-of.ts';
import type { TargetGroups, Targets } from '../services/links/target-groups.ts';
import { MAX_CAPTION_LENGTH } from './card-answer.ts';
import { currentForward } from './current-forward.ts';
import { plainText } from './plain-text.ts';

/** Draws the question about a forward. Implemented by bot/cards. */
export interface ForwardQuestion {
  /** @param targets undefined if Kaizala could not tell its groups. */
  ask(forward: Forward, targets: Targets | undefined): Partial<Activity>;
}

/**
 * Asks about a forward with one card that holds every decision, and waits for a typed caption. Answers given
 * on the card itself never come here: the dialog around this one takes them.
 */
export class ForwardPrompt extends ActivityPrompt {
  readonly #forwards: Forwards;
  readonly #targets: TargetGroups;
  readonly #question: ForwardQuestion;

  constructor(id: string, forwards: Forwards, targets: TargetGroups, question: ForwardQuestion) {
    super(id, async ({ context }) => {
      const { length } = context.activity.text ?? '';
      if (length <= MAX_CAPTION_LENGTH) return true;
      await context.sendActivity(plainText(captionTooLong(length)));
      return false;
    });
    this.#forwards = forwards;
    this.#targets = targets;
    this.#question = question;
  }

  protected override async onPrompt(
    context: TurnContext,
    _state: object,
    _options: object,
    isRetry: boolean,
  ): Promise<void> {
    const forward = await this.#forwards.find(currentForward(context));
    if (isRetry || !forward || forward.cardActivityId !== undefined) return;
    const targets = await this.#targets.targets(scopeOf(forward.conversationKey)).catch(() => undefined);
    const sent = await context.sendActivity(this.#question.ask(forward, targets));
    await this.#forwards.cards.noteShown(forward.id, forward.revision, sent?.id);
  }
}

/** What a person is told whose caption is longer than Kaizala takes. */
export function captionTooLong(length: number): string {
  return `That caption has ${length} characters; Kaizala takes at most ${MAX_CAPTION_LENGTH}. Send a shorter one.`;
}
