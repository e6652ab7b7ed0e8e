import { scopeOf } from '../../services/links/scope-of.ts';

/** How long it is remembered, in milliseconds. */
const REMEMBERED_MS = 60 * 60_000;

/** What may be closed: a message that is changed, or without an id the way for new ones. */
export interface Door {
  readonly conversationKey: string;
  readonly messageId?: string;
}

/**
 * Remembers what the chat has refused for good, so that it is not tried again and again: new messages and
 * changes where the bot was removed, changes of messages that were deleted.
 */
export class ClosedDoors {
  readonly #closed = new Map<
    string,
    { readonly scope: string; readonly error: unknown; readonly until: number }
  >();

  close(door: Door, error: unknown): void {
    const now = Date.now();
    for (const [other, { until }] of this.#closed) if (until <= now) this.#closed.delete(other);
    const scope = scopeOf(door.conversationKey);
    this.#closed.set(nameOf(door), { scope, error, until: now + REMEMBERED_MS });
  }

  /** Forgets what was closed in a conversation, in all threads of its channel. */
  openAll(conversationKey: string): void {
    const opened = scopeOf(conversationKey);
    for (const [name, { scope }] of this.#closed) if (scope === opened) this.#closed.delete(name);
  }

  isClosed(door: Door): boolean {
    return this.#find(door) !== undefined;
  }

  /** @throws what closed the door, as if it had been tried again */
  knock(door: Door): void {
    const closed = this.#find(door);
    if (closed) throw closed.error;
  }

  #find(door: Door): { readonly error: unknown } | undefined {
    const closed = this.#closed.get(nameOf(door));
    return closed && closed.until > Date.now() ? closed : undefined;
  }
}

function nameOf({ conversationKey, messageId = '' }: Door): string {
  return `${conversationKey}|${messageId}`;
}
