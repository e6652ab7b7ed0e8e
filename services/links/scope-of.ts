/** What the threads of a Teams channel add to its id. */
export const THREAD = ';messageid=';
/** What those of a Slack conversation add: the time of the message that began them. */
const SLACK_THREAD = /:\d+\.\d+$/;

const SLACK = 'slack|';

/** The conversation of a key, which is the whole channel if the key names one of its threads. */
export function scopeOf(conversationKey: string): string {
  if (conversationKey.startsWith(SLACK)) return conversationKey.replace(SLACK_THREAD, '');
  const [scope = ''] = conversationKey.split(THREAD);
  return scope;
}

/** What the keys of a conversation's threads begin with. */
export function threadsOf(scope: string): string {
  return `${scope}${scope.startsWith(SLACK) ? ':' : THREAD}`;
}
