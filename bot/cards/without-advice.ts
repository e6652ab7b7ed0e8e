/**
 * What happened, without what to do about it: the first sentence. For while the bot itself tries again, when a
 * person should do nothing.
 */
export function withoutAdvice(message: string): string {
  const end = message.search(/\. \p{Lu}/u);
  return end === -1 ? message : message.slice(0, end + 1);
}
