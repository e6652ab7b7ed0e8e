import { randomBytes } from 'node:crypto';

/** The id of a team or a channel (`tacv2`), or of a group chat (`v2`). */
export function newThreadId(kind: 'tacv2' | 'v2'): string {
  return `19:${randomBytes(16).toString('hex')}@thread.${kind}`;
}
