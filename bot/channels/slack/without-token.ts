/** What Slack sent, without its verification token, which is a secret still though nothing asks for it any more. */
export function withoutToken(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  return Object.fromEntries(Object.entries(sent).filter(([name]) => name !== 'token'));
}
