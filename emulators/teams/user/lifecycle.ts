import { randomUUID } from 'node:crypto';
import type { BotAccount } from '../tenant.ts';

/** What Teams says when the app is added, in two posts at the same time. */
export function installed({ id }: BotAccount) {
  return [
    { type: 'installationUpdate', id: `f:${randomUUID()}`, action: 'add' },
    { type: 'conversationUpdate', id: `f:${randomUUID()}`, membersAdded: [{ id }] },
  ] as const;
}

/** What Teams says when the app is taken away. */
export function uninstalled() {
  return { type: 'installationUpdate', id: `f:${randomUUID()}`, action: 'remove' } as const;
}
