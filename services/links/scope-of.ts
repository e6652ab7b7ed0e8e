/** What the threads of a Teams channel add to its id. */
export const THREAD = ';messageid=';

/** The conversation of a key, which is the whole channel if the key names one of its threads. */
export function scopeOf(conversationKey: string): string {
  const [scope = ''] = conversationKey.split(THREAD);
  return scope;
}

/** What the keys of a conversation's threads begin with. */
export function threadsOf(scope: string): string {
  return `${scope}${THREAD}`;
}
