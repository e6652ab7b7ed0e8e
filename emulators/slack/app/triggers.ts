import { randomBytes } from 'node:crypto';
import { Refusal } from '../api/refusal.ts';

interface Trigger {
  readonly userId: string;
  readonly madeAt: number;
  isUsed: boolean;
}

/** What lets the app open a modal: for a moment, and once. */
export class Triggers {
  readonly #lifeMs: number;
  readonly #triggers = new Map<string, Trigger>();

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs;
  }

  issue(userId: string): string {
    const id = `${Date.now()}.${this.#triggers.size}.${randomBytes(8).toString('hex')}`;
    this.#triggers.set(id, { userId, madeAt: Date.now(), isUsed: false });
    return id;
  }

  /** Uses a trigger, and gives the person who it came from. Throws a `Refusal` if it can't be used. */
  take(id: string): string {
    const trigger = this.#triggers.get(id);
    if (trigger === undefined) throw new Refusal('invalid_trigger_id');
    if (trigger.isUsed) throw new Refusal('exchanged_trigger_id');
    if (Date.now() - trigger.madeAt >= this.#lifeMs) throw new Refusal('expired_trigger_id');
    trigger.isUsed = true;
    return trigger.userId;
  }
}
