/** A send or an update of the bot, as it came in. */
export interface ConnectorCall {
  readonly call: 'send' | 'update';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly isThrottled: boolean;
}

/** What Teams lets a bot send or update in one thread: so many calls in so many milliseconds. */
const LIMITS = [
  { calls: 7, withinMs: 1_000 },
  { calls: 8, withinMs: 2_000 },
  { calls: 60, withinMs: 30_000 },
  { calls: 1_800, withinMs: 3_600_000 },
];

/** When the bot sent and updated in each conversation; refuses what is too much where the limits are kept. */
export class CallLog {
  readonly #calls = new Map<string, ConnectorCall[]>();
  readonly #keepsLimits: boolean;

  constructor(keepsLimits: boolean) {
    this.#keepsLimits = keepsLimits;
  }

  /** The calls in one conversation, oldest first. */
  of(conversationId: string): readonly ConnectorCall[] {
    return this.#calls.get(conversationId) ?? [];
  }

  /** Notes a call; gives the seconds that the bot has to wait if it was one too many. */
  note(conversationId: string, call: ConnectorCall['call']): number | undefined {
    const at = Date.now();
    const calls = this.#calls.get(conversationId) ?? [];
    const wait = this.#keepsLimits ? waitMs(calls, at) : 0;
    this.#calls.set(conversationId, calls);
    calls.push({ call, at, isThrottled: wait > 0 });
    return wait > 0 ? Math.ceil(wait / 1000) : undefined;
  }
}

function waitMs(calls: readonly ConnectorCall[], now: number): number {
  const taken = calls.filter(({ isThrottled }) => !isThrottled);
  const waits = LIMITS.map(({ calls: most, withinMs }) => {
    const first = taken.at(-most);
    return first === undefined ? 0 : first.at + withinMs - now;
  });
  return Math.max(0, ...waits);
}
