import type { Activity, TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import { plainText } from '../../dialogs/plain-text.ts';
import type { Greetings } from '../../services/database/greetings.ts';
import type { Turn } from '../../services/database/turns.ts';
import { TooManyOpenForwardsError } from '../../services/forwards/open-forwards.ts';
import type { Forward } from '../../services/forwards/types.ts';
import type { CardServices } from '../answers/answer-card.ts';
import { openQuestion } from '../answers/open-question.ts';
import { isMentioned, spokenText } from '../channels/mentions.ts';
import type { Message } from '../channels/message.ts';
import { readMessage } from '../channels/read-message.ts';
import { isSlack } from '../channels/slack/is-slack.ts';
import type { CommandServices } from '../commands/command.ts';
import { type CommandMatch, findCommand } from '../commands/find-command.ts';
import { scopeKey } from '../places/conversation-scope.ts';
import { sendCard } from '../showing/send-card.ts';
import { wordsFor } from '../words/words-for.ts';
import { type FindingServices, filesBehindWords } from './files-behind-words.ts';
import type { Heard } from './hear-message.ts';
import { receiveMessage } from './receive-message.ts';

type Services = CommandServices &
  CardServices &
  FindingServices & { readonly greetings: Greetings; readonly log: Logger };

/** A message as the bot takes it up. */
interface Hearing extends Heard {
  readonly context: TurnContext;
  readonly turn: Turn;
}

/**
 * Does what a message asks for: forwards its files, runs a command, or takes its words for an answer. Where
 * others are listening only the files count of what is not said to the bot.
 */
export async function takeMessage(services: Services, hearing: Hearing): Promise<void> {
  const { context, isAddressed } = hearing;
  const { activity } = context;
  activity.text = spokenText(activity);
  const message = readMessage(activity);
  const isNothingButWords = message.files.length === 0 && !message.namesFiles;
  if (isAddressed && isNothingButWords && (await takeWords(services, hearing, message))) return;
  if (message.files.length > 0 || message.lookup) await takeFiles(services, hearing, message);
}

/** False: it may have files all the same, which have to be asked for first. */
async function takeWords(services: Services, hearing: Hearing, message: Message): Promise<boolean> {
  const { context, turn } = hearing;
  const command = findCommand(context.activity.text);
  if (message.lookup && mayBeCaption(command, context.activity.text)) {
    const files = await filesBehindWords(services, message.lookup);
    if (files.length > 0) {
      await takeFiles(services, { ...hearing, isAddressed: true }, { files, namesFiles: true });
      return true;
    }
  }
  const isCaption = async () =>
    command.kind === 'command' &&
    command.mayBeCaption &&
    !isSpokenTo(context.activity) &&
    (await questionOf(services, hearing)) !== undefined;
  if (command.kind === 'command' && !(await isCaption())) {
    await command.run(context, services, { argument: command.argument, turn });
    return true;
  }
  if (command.kind === 'unknown') {
    await context.sendActivity(plainText(wordsFor(context.activity).unknownCommand(command.name)));
    return true;
  }
  if (message.lookup && (await questionOf(services, hearing)) === undefined) return false;
  await answerInWords(services, hearing);
  return true;
}

/** In Slack a caption needs no mention, and nobody can write a slash at the beginning: a mention tells a command. */
function isSpokenTo(activity: Activity): boolean {
  return isSlack(activity) && isMentioned(activity);
}

/** Words that seem to be a command may stand beside a file. Only what is one beyond doubt is done at once. */
function mayBeCaption({ kind }: CommandMatch, text: string): boolean {
  return kind === 'unknown' || (kind === 'command' && !text.trimStart().startsWith('/'));
}

async function takeFiles(services: Services, hearing: Hearing, message: Message): Promise<void> {
  const { context, link, isAddressed } = hearing;
  const { forwards } = services;
  const auto = link?.mode === 'auto' ? link.group : undefined;
  let forward: Forward | undefined;
  try {
    forward = await receiveMessage(context, forwards, { message, isAddressed, auto });
  } catch (error) {
    if (!(error instanceof TooManyOpenForwardsError)) throw error;
    return tellOfLimit(services, hearing, error.message);
  }
  // It may have been withdrawn, or shown by somebody else, while its files were looked for.
  if (!forward || forward.cardActivityId !== undefined || forward.stage === 'cancelled') return;
  if (forward.stage === 'empty') {
    await answerInWords(services, hearing);
    await forwards.cards.noteShown(forward.id, forward.revision);
    return;
  }
  try {
    if (forward.stage === 'asking') await services.conversations.ask(context, forward.id);
    else await sendCard(context, services, forward);
  } catch (error) {
    // The files are recorded, so the person is asked a little later, rather than to share them again.
    services.log.warn({ err: error, forwardId: forward.id }, 'the chat did not take the first word on files');
  }
}

/** Who only shares files among others is told once an hour, however many of them there are. */
async function tellOfLimit(
  services: Services,
  { context, isAddressed }: Hearing,
  text: string,
): Promise<void> {
  const { activity } = context;
  const hour = new Date().toISOString().slice(0, 13);
  const note = `${scopeKey(activity)}|${activity.from.id}|limit|${hour}`;
  if (isAddressed || (await services.greetings.claim(note))) await context.sendActivity(plainText(text));
}

/** A typed message answers the newest question that this person has open here. */
async function answerInWords(services: Services, hearing: Hearing): Promise<void> {
  const { context } = hearing;
  const { forwards, conversations } = services;
  const id = await questionOf(services, hearing);
  if (id === undefined || !context.activity.text) {
    await context.sendActivity(wordsFor(context.activity).nothingOpen);
    return;
  }
  const forward = await forwards.find(id);
  if (forward?.stage === 'asking') return conversations.answer(context, id);
  // This very message has answered it, in a process that died before it could say so.
  await context.sendActivity(wordsFor(context.activity).alreadyAnswered);
}

/** The question that these words answer, which stays the same should the turn be begun again. */
function questionOf({ forwards }: Services, { context, turn }: Hearing): Promise<string | undefined> {
  return turn.forward(() => openQuestion(forwards, context.activity));
}
