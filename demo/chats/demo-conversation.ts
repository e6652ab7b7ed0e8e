/** A choice on a message. */
export interface GroupChoice {
  readonly title: string;
  readonly value: string;
}

/** A message of the bot as a person sees it. */
export interface ShownMessage {
  readonly id: string;
  /** In reading order. */
  readonly texts: readonly string[];
  readonly buttons: readonly string[];
  /** To choose one of; empty if there is no choice. */
  readonly groups: readonly GroupChoice[];
  /** Whether it is a card, and not just words. */
  readonly isCard: boolean;
}

/** A file that was shared. */
export interface SharedFile {
  readonly name: string;
  readonly size: number;
  /** In lower-case hexadecimal. */
  sha256(): Promise<string>;
}

/** What a person puts in before a button is pressed. */
export interface Answers {
  /** The `value` of the choice. */
  readonly group?: string;
  readonly caption?: string;
}

/** A conversation of somebody with the bot. */
export interface DemoConversation {
  /** What the bot has written, oldest first. */
  readonly messages: readonly ShownMessage[];
  /** Resolves with the first truthy value that `look` gives; rejects after the time-out. */
  waitFor<T>(
    look: (messages: readonly ShownMessage[]) => T | false | undefined,
    timeoutMs: number,
  ): Promise<T>;
  /** Calls `listener` whenever the bot changes a message; returns what stops that. */
  onUpdate(listener: (message: ShownMessage) => void): () => void;
  /** Shares files in one message. Rejects if the bot does not take it. */
  shares(paths: readonly string[], text: string): Promise<readonly SharedFile[]>;
  /** Presses a button. Rejects if the bot does not take it. */
  presses(message: ShownMessage, button: string, answers: Answers): Promise<void>;
}
