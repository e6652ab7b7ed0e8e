import type { Forward } from './types.ts';

/** How the chat is told what becomes of a forward. Implemented by bot/. */
export interface ForwardObserver {
  /**
   * Shows the forward as it now is, or asks about it if nobody has been asked yet. Called at least once
   * after every change; rejects if it should be called again later.
   */
  show(forward: Forward): Promise<void>;
  /** Passing news between two changes: how much of a post's bytes Kaizala has taken, from 0 to 1. */
  uploading(forward: Forward, postId: string, fraction: number): void;
  /** Lets no more passing news go, and waits a moment for what is on its way, so that it seldom overtakes what comes next. */
  settled(forwardId: string): Promise<void>;
}
