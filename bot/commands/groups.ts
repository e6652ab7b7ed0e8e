import { plainText } from '../../dialogs/plain-text.ts';
import { BridgeError } from '../../services/errors.ts';
import type { Command } from './command.ts';

/** `/groups`: the groups that the connector can post to. */
export const groups: Command = async (context, { targets }) => {
  try {
    const names = (await targets.list()).map(({ name }) => `• ${name}`);
    await context.sendActivity(
      plainText(
        names.length > 0
          ? `Kaizala groups I can post to:\n${names.join('\n')}`
          : 'The Kaizala connector is in no group yet. Ask an administrator to add it to one.',
      ),
    );
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    await context.sendActivity(plainText(error.message));
  }
};
