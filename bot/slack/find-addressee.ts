import type { SlackWorkspace, SlackWorkspaces } from '../../services/slack/slack-workspace.ts';
import { modalWords } from './modals/modal-words.ts';
import type { Whispers } from './whispers.ts';

export interface AddresseeServices {
  readonly addressees: SlackWorkspaces;
  readonly whispers: Whispers;
}

/**
 * The workspace that a command, a shortcut or a press is for. Undefined if none is known: whoever gave it has been told.
 * @param responseUrl the only way to them as long as no workspace is found
 * @throws SlackError, once they have been told, if that can't be told at the moment
 */
export async function findAddressee(
  { addressees, whispers }: AddresseeServices,
  teamIds: readonly string[],
  responseUrl: string | undefined,
): Promise<SlackWorkspace | undefined> {
  const workspace = await addressees.find(teamIds).catch(async (error: unknown) => {
    await whispers.sayWithoutToken(responseUrl, modalWords.unexpected).catch(() => {});
    throw error;
  });
  if (!workspace) await whispers.sayWithoutToken(responseUrl, modalWords.noWorkspace);
  return workspace;
}
