/** An answer to a question that Teams does not always let the bot ask. */
export type Verdict = 'yes' | 'no' | 'unknown';
