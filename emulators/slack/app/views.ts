import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Refusal } from '../api/refusal.ts';
import type { Modal } from '../blocks/check-view.ts';
import { newId } from '../new-id.ts';
import type { WaitOptions } from '../workspace/channel.ts';

/** A modal that somebody has before them. */
export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly userId: string;
  readonly modal: Modal;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
}

/** So many modals may lie on one another. */
const MOST_IN_STACK = 3;

/** The modals that people have before them. */
export class Views {
  /** By user, the one on top last. */
  readonly #stacks = new Map<string, readonly OpenView[]>();
  readonly #changes = new EventEmitter().setMaxListeners(0);

  /** The modal that somebody sees. */
  top(userId: string): OpenView | undefined {
    return this.#stacks.get(userId)?.at(-1);
  }

  open(userId: string, modal: Modal): OpenView {
    const id = newId('V');
    const view = { id, hash: newHash(), userId, modal, rootViewId: id, previousViewId: null };
    this.#set(userId, [view]);
    return view;
  }

  /** Lays a modal over the one that is there. Throws a `Refusal` if there are three. */
  push(userId: string, modal: Modal): OpenView {
    const stack = this.#stacks.get(userId) ?? [];
    const below = stack.at(-1);
    if (below === undefined) return this.open(userId, modal);
    if (stack.length >= MOST_IN_STACK) throw new Refusal('push_limit_reached');
    const view = {
      id: newId('V'),
      hash: newHash(),
      userId,
      modal,
      rootViewId: below.rootViewId,
      previousViewId: below.id,
    };
    this.#set(userId, [...stack, view]);
    return view;
  }

  /** Gives a modal another content. Throws a `Refusal` if it isn't there, or has changed since `hash`. */
  update(id: string, modal: Modal, hash?: string): OpenView {
    for (const [userId, stack] of this.#stacks) {
      const before = stack.find((view) => view.id === id);
      if (before === undefined) continue;
      if (hash !== undefined && hash !== before.hash) throw new Refusal('hash_conflict');
      const after = { ...before, modal, hash: newHash() };
      this.#set(
        userId,
        stack.map((view) => (view === before ? after : view)),
      );
      return after;
    }
    throw new Refusal('not_found');
  }

  findByExternalId(externalId: string): OpenView | undefined {
    return [...this.#stacks.values()].flat().find(({ modal }) => modal.external_id === externalId);
  }

  /** Takes the modal on top away, or with `all` those below it too. */
  close(userId: string, all: boolean): void {
    this.#set(userId, all ? [] : (this.#stacks.get(userId) ?? []).slice(0, -1));
  }

  /**
   * Resolves with the modal that somebody sees once `look` likes it: any one, if `look` is absent. Rejects after
   * the time-out.
   */
  async waitFor(
    userId: string,
    look: (view: OpenView) => boolean = () => true,
    { timeoutMs = 10_000 }: WaitOptions = {},
  ): Promise<OpenView> {
    const signal = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const view = this.top(userId);
      if (view && look(view)) return view;
      try {
        await once(this.#changes, 'change', { signal });
      } catch (cause) {
        const seen = view ? `the modal "${view.modal.title.text}"` : 'no modal';
        throw new Error(`Not seen within ${timeoutMs} ms; there is ${seen}.`, { cause });
      }
    }
  }

  #set(userId: string, stack: readonly OpenView[]): void {
    this.#stacks.set(userId, stack);
    this.#changes.emit('change');
  }
}

function newHash(): string {
  return `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`;
}
