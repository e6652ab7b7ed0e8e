/** About one message a second for each conversation; how large a burst may be is inferred. */
const MESSAGE_LIMITS = [
  { calls: 3, withinMs: 1_000 },
  { calls: 60, withinMs: 58_000 },
];

/** Counts calls, and says when one is too many. */
export class CallLimits {
  readonly #taken = new Map<string, number[]>();

  /** Notes a message in a conversation; gives the seconds to wait if it is one too many. */
  noteMessage(channel: string): number | undefined {
    return this.#note(`message ${channel}`, MESSAGE_LIMITS);
  }

  /** Notes a call of a method; gives the seconds to wait if it is one too many. */
  note(method: string, teamId: string, callsPerMinute: number): number | undefined {
    return this.#note(`${method} ${teamId}`, [{ calls: callsPerMinute, withinMs: 60_000 }]);
  }

  #note(key: string, limits: readonly { readonly calls: number; readonly withinMs: number }[]) {
    const now = Date.now();
    const taken = this.#taken.get(key) ?? [];
    this.#taken.set(key, taken);
    const waits = limits.map(({ calls, withinMs }) => {
      const first = Number.isFinite(calls) ? taken.at(-calls) : undefined;
      return first === undefined ? 0 : first + withinMs - now;
    });
    const wait = Math.max(0, ...waits);
    if (wait > 0) return Math.ceil(wait / 1000);
    taken.push(now);
    return undefined;
  }
}
