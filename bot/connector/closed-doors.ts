/** How long it is remembered, in milliseconds. */
const REMEMBERED_MS = 60 * 60_000;

/**
 * Remembers what the chat has refused for good, so that it is not tried again and again: conversations that the
 * bot was removed from, messages that were deleted.
 */
export class ClosedDoors {
  readonly #closed = new Map<string, { readonly error: unknown; readonly until: number }>();

  close(door: string, error: unknown): void {
    const now = Date.now();
    for (const [other, { until }] of this.#closed) if (until <= now) this.#closed.delete(other);
    this.#closed.set(door, { error, until: now + REMEMBERED_MS });
  }

  open(door: string | undefined): void {
    if (door !== undefined) this.#closed.delete(door);
  }

  isClosed(door: string | undefined): boolean {
    return this.#find(door) !== undefined;
  }

  /** @throws what closed the door, as if it had been tried again */
  knock(door: string | undefined): void {
    const closed = this.#find(door);
    if (closed) throw closed.error;
  }

  #find(door: string | undefined): { readonly error: unknown } | undefined {
    const closed = door === undefined ? undefined : this.#closed.get(door);
    return closed && closed.until > Date.now() ? closed : undefined;
  }
}
