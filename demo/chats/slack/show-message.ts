import { readMessage, type SlackMessage } from '../../../emulators/slack/workspace/message.ts';
import type { ShownMessage } from '../demo-conversation.ts';

/** A message of the bot as a person sees it in Slack, line by line. */
export function showMessage(message: SlackMessage): ShownMessage {
  const { texts, buttons, inputs } = readMessage(message);
  return {
    id: message.ts,
    texts: texts.flatMap((text) => text.split('\n')),
    buttons: buttons.map(({ label }) => label),
    groups: inputs.find(({ actionId }) => actionId === 'group')?.choices ?? [],
    isCard: message.blocks.length > 0,
  };
}
