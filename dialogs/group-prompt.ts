import type { Activity } from 'botbuilder';
import { TextPrompt } from 'botbuilder-dialogs';
import type { KaizalaGroup } from '../services/kaizala/types.ts';
import { chooseGroup } from './choose-group.ts';
import { joinWithin } from './join-within.ts';
import { plainText } from './plain-text.ts';

/** What the prompt is given as its `validations`. Numbers are of this list. */
export type GroupPromptChoices = readonly KaizalaGroup[];

/** Asks for one of the groups in words, and ends with the id of the one that was meant. */
export function groupPrompt(id: string): TextPrompt {
  return new TextPrompt(id, async ({ context, recognized, options }) => {
    const groups = options.validations as GroupPromptChoices;
    const choice = chooseGroup(recognized.value ?? '', groups);
    if (choice.kind === 'chosen') {
      recognized.value = choice.group.id;
      return true;
    }
    const text =
      choice.kind === 'ambiguous'
        ? `Which of these? Answer with the number.\n\n${listGroups(groups, context.activity, choice.candidates)}`
        : `That is none of the groups. Answer with the number or the name.\n\n${listGroups(groups, context.activity)}`;
    await context.sendActivity(plainText(text));
    return false;
  });
}

/** The groups with their numbers, or those of them that are to be shown. */
export function listGroups(
  groups: GroupPromptChoices,
  activity: Pick<Activity, 'channelId'>,
  shown: GroupPromptChoices = groups,
): string {
  const lines = groups
    .map((group, index) => ({ group, line: `${index + 1}. ${group.name}` }))
    .filter(({ group }) => shown.includes(group))
    .map(({ line }) => line);
  return joinWithin(lines, activity, '\n');
}
