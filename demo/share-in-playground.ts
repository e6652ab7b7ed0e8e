import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fileAttachments, type SharedFile } from '../emulators/teams/user/file-attachments.ts';

/**
 * Shares files in a chat of the Agents Playground, by its interface for custom activities: the Playground
 * itself has no button to attach a file.
 */
export async function shareInPlayground(
  playgroundUrl: string,
  conversationId: string,
  files: readonly SharedFile[],
): Promise<void> {
  const url = `${playgroundUrl}/_internal/v1/customActivities`;
  const template = await fetch(`${url}/template?conversationId=${encodeURIComponent(conversationId)}`);
  const activity = {
    ...z.looseObject({}).parse(await template.json()),
    type: 'message',
    id: randomUUID(),
    attachments: fileAttachments(files, ''),
  };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  if (!response.ok) throw new Error(`The Agents Playground answered ${response.status}.`);
}
