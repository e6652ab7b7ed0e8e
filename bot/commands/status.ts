import { plainText } from '../../dialogs/plain-text.ts';
import type { Forward } from '../../services/forwards/types.ts';
import { viewForward } from '../cards/forward-view.ts';
import { conversationKey } from '../conversation-key.ts';
import type { Command } from './command.ts';

const MOST = 10;

/** `/status`: this person's forwards in this conversation that are waiting or under way. */
export const status: Command = async (context, { forwards }) => {
  const { activity } = context;
  const pending = await forwards.listPending(conversationKey(activity), activity.from.id, MOST);
  await context.sendActivity(
    plainText(
      pending.length > 0
        ? pending.map(describe).join('\n\n')
        : 'Nothing of yours is waiting or under way here. Attach a file to forward it to Kaizala.',
    ),
  );
};

function describe(forward: Forward): string {
  const { title, files } = viewForward(forward);
  const heading = forward.stage === 'asking' ? 'Waiting for your answer on the card' : title;
  return [heading, ...files.map(({ name, status }) => `• ${name}${status ? ` – ${status}` : ''}`)].join('\n');
}
