import { plainText } from '../../dialogs/plain-text.ts';
import { linkMessage } from '../links/link-message.ts';
import type { Command } from './command.ts';
import { inWords } from './in-words.ts';
import { linkReply } from './link-reply.ts';

/** `/link <group> [ask|auto]`: links this conversation to a group; without an argument it shows how it is. */
export const link: Command = (context, services, { argument }) =>
  inWords(context, async () => {
    const { activity } = context;
    const reply = await linkReply(activity, services, argument);
    return reply.kind === 'words' ? plainText(reply.text) : linkMessage(activity, reply.text, reply);
  });
