import type { Activity } from 'botbuilder';
import {
  ComponentDialog,
  Dialog,
  type DialogContext,
  type DialogTurnResult,
  DialogTurnStatus,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { BridgeError } from '../services/errors.ts';
import type { Forwards } from '../services/forwards/forwards.ts';
import type { KaizalaGroup } from '../services/kaizala/types.ts';
import { scopeOf } from '../services/links/scope-of.ts';
import type { TargetGroups, Targets } from '../services/links/target-groups.ts';
import { isCancelled } from './cancellation.ts';
import { type CardAnswer, MAX_CAPTION_LENGTH, readCardAnswer } from './card-answer.ts';
import { cardName } from './card-name.ts';
import { currentForward } from './current-forward.ts';
import { captionTooLong, ForwardPrompt, type ForwardQuestion } from './forward-prompt.ts';
import { type GroupPromptChoices, groupPrompt, listGroups } from './group-prompt.ts';
import { NO_GROUPS } from './no-groups.ts';
import { plainText } from './plain-text.ts';
import { reply } from './reply.ts';

const FORWARD_PROMPT = 'forwardPrompt';
const GROUP_PROMPT = 'groupPrompt';
const STEPS = 'steps';
const KEPT = 'Your files are kept: answer again in a while.';

export interface ForwardDialogOptions {
  /** What the person has said about the caption; absent before they have. */
  readonly captionAnswer?: { readonly caption?: string };
}

export interface ForwardDialogServices {
  readonly forwards: Forwards;
  readonly targets: TargetGroups;
  readonly question: ForwardQuestion;
}

/**
 * The conversation about one forward: the card asks for group and caption at once; a typed message is the
 * caption, after which the group is asked for if there is a choice. It ends when the forward is on its way or
 * withdrawn.
 */
export class ForwardDialog extends ComponentDialog<ForwardDialogOptions> {
  static readonly ID = 'forward';
  readonly #services: ForwardDialogServices;

  constructor(services: ForwardDialogServices) {
    super(ForwardDialog.ID);
    this.#services = services;
    const { forwards, targets, question } = services;
    this.addDialog(new ForwardPrompt(FORWARD_PROMPT, forwards, targets, question));
    this.addDialog(groupPrompt(GROUP_PROMPT));
    this.addDialog(
      new WaterfallDialog<ForwardDialogOptions>(STEPS, [
        (step) => this.#askForCaption(step),
        (step) => this.#askForGroup(step),
        (step) => this.#send(step),
      ]),
    );
    this.initialDialogId = STEPS;
  }

  protected override async onContinueDialog(innerDc: DialogContext): Promise<DialogTurnResult> {
    const { activity } = innerDc.context;
    const answer = readCardAnswer(activity.value);
    if (answer) return this.#takeCardAnswer(innerDc, answer);
    if (isCancelled(innerDc.context)) return this.#cancel(innerDc);
    return super.onContinueDialog(innerDc);
  }

  async #askForCaption(step: WaterfallStepContext<ForwardDialogOptions>): Promise<DialogTurnResult> {
    return step.options.captionAnswer ? step.next() : step.beginDialog(FORWARD_PROMPT);
  }

  async #askForGroup(step: WaterfallStepContext<ForwardDialogOptions>): Promise<DialogTurnResult> {
    const typed = step.result as Activity | undefined;
    const caption = typed ? captionOf(typed) : step.options.captionAnswer?.caption;
    Object.assign(step.values, { caption });
    const targets = await this.#targets(step);
    if (!targets) {
      // Nothing is decided yet: what the person says next is taken as the caption again.
      return step.replaceDialog(STEPS, {});
    }
    if (targets.kind === 'fixed') return step.next(targets.group);
    const choices: GroupPromptChoices = targets.groups;
    return step.prompt(GROUP_PROMPT, {
      prompt: plainText(
        `Noted. Which group should it go to? Answer with the number or the name.\n\n${listGroups(choices, step.context.activity)}`,
      ),
      validations: choices,
    });
  }

  async #send(step: WaterfallStepContext<ForwardDialogOptions>): Promise<DialogTurnResult> {
    const { caption } = step.values as { caption?: string };
    const result = step.result as KaizalaGroup | string;
    const group = typeof result === 'string' ? await this.#services.targets.find(result) : result;
    if (!group) return step.replaceDialog(STEPS, { captionAnswer: { ...(caption && { caption }) } });
    if (typeof result === 'string') {
      const targets = await this.#targets(step);
      if (!targets) return step.replaceDialog(STEPS, {});
      if (targets.kind === 'fixed' && targets.group.id !== group.id) {
        await this.#saySo(step, nowLinked(targets.group, cardName(step.context)));
        return step.replaceDialog(STEPS, {});
      }
    }
    return this.#accept(step, group, caption);
  }

  async #takeCardAnswer(innerDc: DialogContext, answer: CardAnswer): Promise<DialogTurnResult> {
    if (answer.action === 'cancel') return this.#cancel(innerDc);
    const caption = answer.action === 'skip' ? undefined : (filledIn(answer) ?? typedBefore(innerDc));
    if (caption && caption.length > MAX_CAPTION_LENGTH)
      return this.#say(innerDc, captionTooLong(caption.length));
    const targets = await this.#targets(innerDc);
    if (!targets) return Dialog.EndOfTurn;
    if (targets.kind === 'fixed') {
      const { group } = targets;
      // The link has changed since the card was drawn, and nobody has agreed to that group.
      if (answer.group && answer.group !== group.id)
        return this.#saySo(innerDc, nowLinked(group, cardName(innerDc.context)));
      return this.#accept(innerDc, group, caption);
    }
    if (!answer.group) {
      await innerDc.cancelAllDialogs();
      return innerDc.beginDialog(STEPS, { captionAnswer: { ...(caption && { caption }) } });
    }
    const group = await this.#services.targets.find(answer.group);
    if (!group)
      return this.#saySo(innerDc, 'That group is not one of the connector’s any more. Choose another one.');
    return this.#accept(innerDc, group, caption);
  }

  async #accept(
    dc: DialogContext,
    group: KaizalaGroup,
    caption: string | undefined,
  ): Promise<DialogTurnResult> {
    const isAccepted = await this.#services.forwards.accept(currentForward(dc.context), {
      group,
      ...(caption && { caption }),
    });
    const text = `On its way to ${group.name}. The ${cardName(dc.context)} above shows how it goes.`;
    await this.#confirm(dc, isAccepted, text);
    return this.#end(dc);
  }

  async #cancel(innerDc: DialogContext): Promise<DialogTurnResult> {
    const isCancelled = await this.#services.forwards.cancel(currentForward(innerDc.context));
    await this.#confirm(innerDc, isCancelled, 'Cancelled. Nothing was sent to Kaizala.');
    return this.#end(innerDc);
  }

  /** An answer on the card shows on the card; one in words is answered in words. */
  async #confirm(dc: DialogContext, isDone: boolean, text: string): Promise<void> {
    if (!isDone) await reply(dc.context, 'That was answered already.');
    else if (!readCardAnswer(dc.context.activity.value)) await reply(dc.context, text);
  }

  async #end(dc: DialogContext): Promise<DialogTurnResult> {
    await dc.cancelAllDialogs();
    return { status: DialogTurnStatus.complete };
  }

  async #say(dc: DialogContext, text: string): Promise<DialogTurnResult> {
    await reply(dc.context, text);
    return Dialog.EndOfTurn;
  }

  /** Says why the answer does not count, and has the card show how things are. */
  async #saySo(dc: DialogContext, text: string): Promise<DialogTurnResult> {
    const { forwards } = this.#services;
    await forwards.redrawQuestions(await this.#scope(dc));
    return this.#say(dc, text);
  }

  async #scope(dc: DialogContext): Promise<string> {
    const forward = await this.#services.forwards.find(currentForward(dc.context));
    return scopeOf(forward?.conversationKey ?? '');
  }

  /** Undefined, and the person is told, if there is no group or Kaizala can't say which there are. */
  async #targets(dc: DialogContext): Promise<Exclude<Targets, { kind: 'blocked' }> | undefined> {
    try {
      const targets = await this.#services.targets.targets(await this.#scope(dc));
      if (targets.kind === 'fixed') return targets;
      if (targets.kind === 'choice' && targets.groups.length > 0) return targets;
      await this.#say(dc, targets.kind === 'blocked' ? `${targets.reason} ${KEPT}` : NO_GROUPS);
      return undefined;
    } catch (error) {
      const reason =
        error instanceof BridgeError ? error.message : 'Kaizala could not be asked for its groups.';
      await this.#say(dc, `${reason} ${KEPT}`);
      return undefined;
    }
  }
}

function nowLinked({ name }: KaizalaGroup, card: string): string {
  return `By now, this conversation forwards to ${name} alone, as the ${card} shows. Answer it again to forward there, or cancel.`;
}

function filledIn({ caption }: CardAnswer): string | undefined {
  return caption?.trim() ? caption : undefined;
}

/** The caption of a person who typed it, was asked for the group, and then chose that on the card. */
function typedBefore(innerDc: DialogContext): string | undefined {
  const [steps] = innerDc.stack;
  return (steps?.state as { values?: { caption?: string } } | undefined)?.values?.caption;
}

function captionOf(activity: Activity): string | undefined {
  return isWord(activity, 'skip') ? undefined : activity.text.trim() || undefined;
}

function isWord(activity: Activity, word: string): boolean {
  return activity.text?.trim().toLowerCase().replace(/^\//, '') === word;
}
