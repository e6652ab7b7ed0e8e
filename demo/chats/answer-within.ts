/** How long the bot may take for an answer that waits for no file, in milliseconds. */
export const ANSWER_WITHIN_MS = 30_000;
